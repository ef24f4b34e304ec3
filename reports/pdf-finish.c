#include "config.h"
#include "reports/pdf-finish.h"
#include "reports/report.h"
#include "src/i18n.h"
#include "src/number.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

#define POINTS_PER_MM (1 / LB_MM_PER_POINT)

typedef struct _qpdf_data LbQpdf;

static void
close_qpdf (LbQpdf *qpdf)
{
  qpdf_cleanup (&qpdf);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbQpdf, close_qpdf)

static gboolean
failed (qpdf_data qpdf, GError **error)
{
  if (!qpdf_has_error (qpdf))
    return FALSE;
  g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_OUTPUT, _ ("the PDF cannot be finished: %s"),
               qpdf_get_error_full_text (qpdf, qpdf_get_error (qpdf)));
  return TRUE;
}

static void
set (qpdf_data qpdf, qpdf_oh where, const char *key, const char *value)
{
  qpdf_oh_replace_key (qpdf, where, key, qpdf_oh_parse (qpdf, value));
}

/* "2025-12-31T00:00:00+08:00" → "D:20251231000000+08'00'" (ISO 32000-1, 7.9.4); cairo leaves the D: out. */
static char *
pdf_date (const char *iso)
{
  GString *out = g_string_new ("D:");

  for (const char *p = iso; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || *p == '+' || (*p == '-' && p - iso > 10))
      g_string_append_c (out, *p);
  if (out->len > 17) {
    g_string_insert (out, 19, "'");
    g_string_append_c (out, '\'');
  }
  return g_string_free (out, FALSE);
}

static void
set_dates (qpdf_data qpdf, const LbPaintInfo *info)
{
  qpdf_oh dictionary = qpdf_oh_get_key (qpdf, qpdf_get_trailer (qpdf), "/Info");
  g_autofree char *date = pdf_date (info->date);

  qpdf_oh_replace_key (qpdf, dictionary, "/CreationDate", qpdf_oh_new_string (qpdf, date));
  qpdf_oh_replace_key (qpdf, dictionary, "/ModDate", qpdf_oh_new_string (qpdf, date));
}

/* A page without a printed number has no label either. */
static void
set_labels (qpdf_data qpdf, const LbLayout *layout)
{
  GString *labels = g_string_new ("<< /Nums [");
  gboolean numbered = FALSE;

  for (guint i = 0; i < layout->pages->len; i++) {
    const LbPage *page = g_ptr_array_index (layout->pages, i);
    if (i > 0 && numbered == !page->unnumbered && !page->first)
      continue;
    numbered = !page->unnumbered;
    if (numbered)
      g_string_append_printf (labels, " %u << /S /D /St %u >>", i, page->number);
    else
      g_string_append_printf (labels, " %u << /P (-) >>", i);
  }
  g_string_append (labels, " ] >>");
  set (qpdf, qpdf_get_root (qpdf), "/PageLabels", labels->str);
  g_string_free (labels, TRUE);
}

static void
add_link (qpdf_data qpdf, const LbPage *page, const LbLink *link, qpdf_oh annotations)
{
  g_autofree char *left = lb_format_number (link->x * POINTS_PER_MM, 2);
  g_autofree char *right = lb_format_number ((link->x + link->width) * POINTS_PER_MM, 2);
  g_autofree char *bottom = lb_format_number ((page->height - link->y - link->height) * POINTS_PER_MM, 2);
  g_autofree char *top = lb_format_number ((page->height - link->y) * POINTS_PER_MM, 2);
  /* F 4: it is printed, as PDF/A wants of every annotation. */
  g_autofree char *words = g_strdup_printf ("<< /Type /Annot /Subtype /Link /Rect [ %s %s %s %s ] /Border [ 0 0 0 ] /F 4 >>",
                                            left, bottom, right, top);
  qpdf_oh annotation = qpdf_oh_parse (qpdf, words), target = qpdf_oh_new_array (qpdf);

  qpdf_oh_append_item (qpdf, target, qpdf_get_page_n (qpdf, link->page));
  qpdf_oh_append_item (qpdf, target, qpdf_oh_new_name (qpdf, "/Fit"));
  qpdf_oh_replace_key (qpdf, annotation, "/Dest", target);
  qpdf_oh_append_item (qpdf, annotations, qpdf_make_indirect_object (qpdf, annotation));
}

static void
add_links (qpdf_data qpdf, const LbLayout *layout)
{
  for (guint i = 0; i < layout->pages->len; i++) {
    const LbPage *page = g_ptr_array_index (layout->pages, i);
    if (page->links->len == 0)
      continue;
    qpdf_oh annotations = qpdf_oh_new_array (qpdf);
    for (guint k = 0; k < page->links->len; k++)
      add_link (qpdf, page, &g_array_index (page->links, LbLink, k), annotations);
    qpdf_oh_replace_key (qpdf, qpdf_get_page_n (qpdf, i), "/Annots", annotations);
  }
}

/* A TrueType CID font says how its CIDs become glyphs (ISO 19005-2, 6.2.11.3.2); cairo leaves out what is the default. */
static void
complete_fonts (qpdf_data qpdf)
{
  int size = qpdf_oh_get_int_value_as_int (qpdf, qpdf_oh_get_key (qpdf, qpdf_get_trailer (qpdf), "/Size"));

  for (int id = 1; id < size; id++) {
    qpdf_oh object = qpdf_get_object_by_id (qpdf, id, 0);
    if (qpdf_oh_is_dictionary_of_type (qpdf, object, "/Font", "/CIDFontType2") &&
        !qpdf_oh_has_key (qpdf, object, "/CIDToGIDMap"))
      set (qpdf, object, "/CIDToGIDMap", "/Identity");
    qpdf_oh_release (qpdf, object);
  }
}

static qpdf_oh
new_stream (qpdf_data qpdf, const void *bytes, gsize length, const char *keys)
{
  qpdf_oh stream = qpdf_oh_new_stream (qpdf), dictionary = qpdf_oh_parse (qpdf, keys);
  qpdf_oh own = qpdf_oh_get_dict (qpdf, stream);

  qpdf_oh_replace_stream_data (qpdf, stream, bytes, length, qpdf_oh_new_null (qpdf), qpdf_oh_new_null (qpdf));
  qpdf_oh_begin_dict_key_iter (qpdf, dictionary);
  while (qpdf_oh_dict_more_keys (qpdf)) {
    const char *key = qpdf_oh_dict_next_key (qpdf);
    qpdf_oh_replace_key (qpdf, own, key, qpdf_oh_get_key (qpdf, dictionary, key));
  }
  return stream;
}

static void
add_archive_parts (qpdf_data qpdf, const LbPaintInfo *info)
{
  qpdf_oh root = qpdf_get_root (qpdf), dictionary = qpdf_oh_get_key (qpdf, qpdf_get_trailer (qpdf), "/Info");
  g_autofree char *producer = g_strdup (qpdf_oh_get_utf8_value (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/Producer")));
  g_autofree char *xmp = lb_xmp_new (info, producer);
  g_autoptr (GByteArray) profile = lb_icc_new_srgb ();
  qpdf_oh intent = qpdf_oh_parse (qpdf, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
                                        " /Info (sRGB IEC61966-2.1) >>");
  qpdf_oh intents = qpdf_oh_new_array (qpdf);

  qpdf_oh_replace_key (qpdf, intent, "/DestOutputProfile", new_stream (qpdf, profile->data, profile->len, "<< /N 3 >>"));
  qpdf_oh_append_item (qpdf, intents, qpdf_make_indirect_object (qpdf, intent));
  qpdf_oh_replace_key (qpdf, root, "/OutputIntents", intents);
  qpdf_oh_replace_key (qpdf, root, "/Metadata", new_stream (qpdf, xmp, strlen (xmp), "<< /Type /Metadata /Subtype /XML >>"));
}

GByteArray *
lb_pdf_finish (const GByteArray *drawn, const LbLayout *layout, const LbPaintInfo *info, GError **error)
{
  g_autoptr (LbQpdf) qpdf = qpdf_init ();

  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  qpdf_read_memory (qpdf, "drawn.pdf", (const char *) drawn->data, drawn->len, NULL);
  if (failed (qpdf, error))
    return NULL;
  set_dates (qpdf, info);
  set_labels (qpdf, layout);
  add_links (qpdf, layout);
  complete_fonts (qpdf);
  set (qpdf, qpdf_get_root (qpdf), "/Lang", "(zh-CN)");
  set (qpdf, qpdf_get_root (qpdf), "/ViewerPreferences", "<< /DisplayDocTitle true >>");
  if (info->archive)
    add_archive_parts (qpdf, info);

  qpdf_init_write_memory (qpdf);
  qpdf_set_deterministic_ID (qpdf, QPDF_TRUE);
  qpdf_set_object_stream_mode (qpdf, qpdf_o_generate);
  qpdf_write (qpdf);
  if (failed (qpdf, error))
    return NULL;
  GByteArray *out = g_byte_array_new ();
  return g_byte_array_append (out, qpdf_get_buffer (qpdf), (guint) qpdf_get_buffer_length (qpdf));
}
