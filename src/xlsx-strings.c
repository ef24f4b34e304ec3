/* Shared texts: <sst> of <si>, each a text or runs of text. The part is read only as far as a cell asks, for texts are
 * numbered as they first appear; so the first rows are there at once, and nothing waits for the last. */
#include "config.h"
#include "src/xlsx-private.h"
#include "src/limits.h"
#include "src/string-store.h"

#include <string.h>

#define ESCAPE_BYTES 7 /* _x000D_ */

struct _LbXlsxStrings {
  LbPackage *package;
  LbXml *xml;
  LbStringStore *store;
  LbXlsxText text;
};

/* Text --------------------------------------------------------------------------------------------------------- */

void
lb_xlsx_text_start (LbXlsxText *self, const char *element)
{
  if (strcmp (element, "rPh") == 0)
    self->phonetic++;
  else if (element[0] == 't' && element[1] == '\0')
    self->open = self->phonetic == 0;
}

void
lb_xlsx_text_end (LbXlsxText *self, const char *element)
{
  if (strcmp (element, "rPh") == 0 && self->phonetic > 0)
    self->phonetic--;
  else if (element[0] == 't' && element[1] == '\0')
    self->open = FALSE;
}

void
lb_xlsx_text_add (LbXlsxText *self, const char *text, int length)
{
  gsize room = LB_LIMIT_CELL_BYTES + 1 - MIN (self->text->len, LB_LIMIT_CELL_BYTES + 1);

  if (self->open)
    g_string_append_len (self->text, text, (gssize) MIN ((gsize) length, room));
}

/* The character that _xHHHH_ at @at stands for; -1: it is something else. */
static int
read_escape (const char *at)
{
  int value = 0;

  if (at[0] != '_' || at[1] != 'x')
    return -1;
  for (int i = 2; i < 6; i++) {
    if (!g_ascii_isxdigit (at[i]))
      return -1;
    value = value * 16 + g_ascii_xdigit_value (at[i]);
  }
  return at[6] == '_' ? value : -1;
}

void
lb_xlsx_text_unescape (GString *text, gsize from)
{
  char *out = strstr (text->str + from, "_x");
  const char *at = out;

  if (out == NULL)
    return;
  while (*at != '\0') {
    int value = read_escape (at);
    if (value < 0) {
      *out++ = *at++;
      continue;
    }
    at += ESCAPE_BYTES;
    if (value > 0 && !(value >= 0xD800 && value < 0xE000)) /* halves of a pair are no character */
      out += g_unichar_to_utf8 ((gunichar) value, out);
  }
  g_string_truncate (text, (gsize) (out - text->str));
}

/* Texts -------------------------------------------------------------------------------------------------------- */

static void
start (gpointer data, const char *name, G_GNUC_UNUSED const char **attributes)
{
  LbXlsxStrings *self = data;

  if (strcmp (name, "si") == 0) {
    g_string_truncate (self->text.text, 0);
    self->text.phonetic = 0;
  } else {
    lb_xlsx_text_start (&self->text, name);
  }
}

static void
end (gpointer data, const char *name)
{
  LbXlsxStrings *self = data;
  GError *problem = NULL;

  if (strcmp (name, "si") != 0) {
    lb_xlsx_text_end (&self->text, name);
    return;
  }
  lb_xlsx_text_unescape (self->text.text, 0);
  if (lb_string_store_add (self->store, self->text.text->str, &problem))
    lb_xml_pause (self->xml);
  else
    lb_xml_fail (self->xml, problem);
}

static void
text (gpointer data, const char *text, int length)
{
  lb_xlsx_text_add (&((LbXlsxStrings *) data)->text, text, length);
}

LbXlsxStrings *
lb_xlsx_strings_new (LbPackage *package, const char *part, GError **error)
{
  static const LbXmlHandlers handlers = {start, end, text};
  LbXlsxStrings *self = g_new0 (LbXlsxStrings, 1);

  self->package = package;
  self->store = lb_string_store_new (0);
  self->text.text = g_string_new (NULL);
  self->xml = lb_xml_open (package, part, &handlers, self, error);
  if (self->xml != NULL)
    return self;
  lb_xlsx_strings_free (self);
  return NULL;
}

void
lb_xlsx_strings_free (LbXlsxStrings *self)
{
  g_clear_pointer (&self->xml, lb_xml_free);
  lb_string_store_free (self->store);
  g_string_free (self->text.text, TRUE);
  g_free (self);
}

const char *
lb_xlsx_strings_get (LbXlsxStrings *self, guint64 i, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (lb_string_store_get_n (self->store) <= i && lb_xml_run (self->xml, &problem))
    ;
  if (lb_string_store_get_n (self->store) > i)
    return lb_string_store_get (self->store, i, error);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    lb_package_refuse_damaged (self->package, error); /* a cell names a text that is not there */
  return NULL;
}
