/* A template is read line by line: a line that begins with @ is a directive, with # a comment, any other a paragraph. */
#include "config.h"
#include "reports/page-style.h"
#include "reports/report.h"
#include "reports/template-private.h"
#include "src/i18n.h"

#include <stdarg.h>
#include <string.h>

/* A template is written by hand; what is longer is no template. */
#define MAX_BYTES (1024 * 1024)

guint
lb_template_column (const LbTemplateReader *self, const char *at)
{
  return (guint) g_utf8_pointer_to_offset (self->start, at) + 1;
}

static void
piece_free (gpointer data)
{
  LbPiece *piece = data;

  g_free (piece->text);
  g_clear_pointer (&piece->reference, lb_reference_free);
  g_clear_pointer (&piece->selection, lb_selection_free);
  g_clear_pointer (&piece->words, g_ptr_array_unref);
  g_free (piece);
}

static void
line_free (gpointer data)
{
  LbTemplateLine *line = data;

  g_ptr_array_unref (line->pieces);
  g_ptr_array_unref (line->head);
  g_free (line->label);
  g_free (line->indicator);
  g_free (line->second);
  g_free (line->rule);
  g_clear_pointer (&line->selection, lb_selection_free);
  g_free (line);
}

void
lb_template_set_error (const LbTemplate *self, guint line, guint column, GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_TEMPLATE, "%s:%u:%u: %s", self->name, line, column, message);
}

/* (transfer none): a new piece at the end of @pieces. */
static LbPiece *
add_piece (GPtrArray *pieces)
{
  LbPiece *piece = g_new0 (LbPiece, 1);

  g_ptr_array_add (pieces, piece);
  return piece;
}

static gboolean
fail_at (const LbTemplateReader *self, const char *at, const char *message, GError **error)
{
  lb_template_set_error (self->template, self->line, lb_template_column (self, at), error, "%s", message);
  return FALSE;
}

/* Refuses digits and lone closing brackets between @from and @to. */
static gboolean
check_words (const LbTemplateReader *self, const char *from, const char *to, GError **error)
{
  for (const char *p = from; p < to; p = g_utf8_next_char (p)) {
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return fail_at (self, p, _ ("a number cannot be typed into the text; write a reference in braces, which takes it "
                                  "from the data"), error);
    if (*p == '}')
      return fail_at (self, p, _ ("“}” without “{”"), error);
    if (*p == ']')
      return fail_at (self, p, _ ("“]” without “[”"), error);
  }
  return TRUE;
}

/* {REFERENCE} */
static gboolean
read_reference (const LbTemplateReader *self, const char *open, const char *close, LbPiece *piece, GError **error)
{
  g_autofree char *inside = g_strndup (open + 1, (gsize) (close - open - 1));

  piece->reference = lb_reference_parse (self->template, inside, self->line, lb_template_column (self, open), error);
  return piece->reference != NULL;
}

/* [SELECTION：WORDS] */
static gboolean
read_repeat (const LbTemplateReader *self, const char *open, const char *close, LbPiece *piece, GError **error)
{
  const char *wide = g_strstr_len (open, close - open, "："), *bar = memchr (open, '|', (gsize) (close - open));
  const char *middle = bar == NULL || (wide != NULL && wide < bar) ? wide : bar;

  if (middle == NULL)
    return fail_at (self, open, _ ("a repeat is written “[SELECTION：WORDS]”"), error);
  g_autofree char *chosen = g_strndup (open + 1, (gsize) (middle - open - 1));
  piece->selection = lb_selection_parse (self->template, chosen, self->line, lb_template_column (self, open), error);
  piece->words = g_ptr_array_new_with_free_func (piece_free);
  return piece->selection != NULL &&
         lb_template_read_words (self, g_utf8_next_char (middle), close, piece->words, error);
}

gboolean
lb_template_read_words (const LbTemplateReader *self, const char *text, const char *stop, GPtrArray *pieces,
                        GError **error)
{
  if (stop == NULL)
    stop = text + strlen (text);
  while (text < stop) {
    const char *open = text;
    while (open < stop && *open != '{' && *open != '[')
      open++;
    if (!check_words (self, text, open, error))
      return FALSE;
    if (open > text)
      add_piece (pieces)->text = g_strndup (text, (gsize) (open - text));
    if (open == stop)
      break;
    gboolean repeat = *open == '[';
    const char *close = memchr (open, repeat ? ']' : '}', (gsize) (stop - open));
    if (close == NULL)
      return fail_at (self, open, repeat ? _ ("“[” without “]”") : _ ("“{” without “}”"), error);
    LbPiece *piece = add_piece (pieces);
    if (!(repeat ? read_repeat (self, open, close, piece, error) : read_reference (self, open, close, piece, error)))
      return FALSE;
    text = close + 1;
  }
  return TRUE;
}

LbTemplate *
lb_template_parse (const char *text, const char *name, GError **error)
{
  g_autoptr (LbTemplate) self = g_new0 (LbTemplate, 1);
  self->name = g_strdup (name);
  self->text = g_strdup (text);
  self->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  self->lines = g_ptr_array_new_with_free_func (line_free);

  g_auto (GStrv) rows = g_strsplit (g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text, "\n", -1);
  for (guint i = 0; rows[i] != NULL; i++) {
    const char *start = g_strchomp (rows[i]);
    const char *words = start + strspn (start, " \t");
    if (*words == '\0' || *words == '#')
      continue;
    LbTemplateLine *line = g_new0 (LbTemplateLine, 1);
    line->type = LB_LINE_PARAGRAPH;
    line->line = i + 1;
    line->pieces = g_ptr_array_new_with_free_func (piece_free);
    line->head = g_ptr_array_new_with_free_func (piece_free);
    g_ptr_array_add (self->lines, line);
    LbTemplateReader reader = {self, start, i + 1};
    if (*words == '@' ? !lb_template_read_directive (&reader, line, words + 1, error)
                      : !lb_template_read_words (&reader, words, NULL, line->pieces, error))
      return NULL;
  }
  if (self->lines->len == 0) {
    lb_template_set_error (self, 1, 1, error, _ ("the template is empty"));
    return NULL;
  }
  return lb_template_check_order (self, error) ? g_steal_pointer (&self) : NULL;
}

LbTemplate *
lb_template_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &local)) {
    g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_TEMPLATE, _ ("cannot read the template %s: %s"), path,
                 local->message);
    return NULL;
  }
  if (length > MAX_BYTES || !g_utf8_validate (text, (gssize) length, NULL)) {
    g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_TEMPLATE,
                 _ ("%s is not a template: it must be UTF-8 text of at most 1 MiB"), path);
    return NULL;
  }
  return lb_template_parse (text, path, error);
}

void
lb_template_free (LbTemplate *self)
{
  g_free (self->name);
  g_free (self->text);
  g_free (self->sha256);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

const char *
lb_template_get_text (const LbTemplate *self)
{
  return self->text;
}

const char *
lb_template_get_sha256 (const LbTemplate *self)
{
  return self->sha256;
}

int
lb_template_get_style (const LbTemplate *self)
{
  for (guint i = 0; i < self->lines->len; i++) {
    const LbTemplateLine *line = g_ptr_array_index (self->lines, i);
    if (line->type == LB_LINE_STYLE)
      return line->word;
  }
  return LB_STYLE_OFFICIAL;
}

gboolean
lb_template_has_red_head (const LbTemplate *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (((const LbTemplateLine *) g_ptr_array_index (self->lines, i))->type == LB_LINE_RED_HEAD)
      return TRUE;
  return FALSE;
}

typedef struct {
  GArray *indicators, *families, *lists; /* LbTemplateName */
} Names;

static void
add_name (GArray *list, const char *id, guint line, guint column, gboolean family)
{
  LbTemplateName name = {id, line, column, family};

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (g_array_index (list, LbTemplateName, i).id, id))
      return;
  g_array_append_val (list, name);
}

static gboolean
is_facet (const char *id)
{
  return g_str_equal (id, LB_FACET) || g_str_equal (id, "facet");
}

static void
add_indicator (const Names *names, const char *id, guint line, guint column)
{
  if (id != NULL && !is_facet (id))
    add_name (names->indicators, id, line, column, FALSE);
}

static void
add_selection (const Names *names, const LbSelection *selection)
{
  if (selection == NULL)
    return;
  add_indicator (names, selection->indicator, selection->line, selection->column);
  if (selection->list != NULL)
    add_name (names->lists, selection->list, selection->line, selection->column, FALSE);
}

static void
add_pieces (const Names *names, const GPtrArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++) {
    const LbPiece *piece = g_ptr_array_index (pieces, i);
    const LbReference *reference = piece->reference;
    if (reference != NULL && lb_reference_is_figure (reference->word))
      add_indicator (names, reference->indicator, reference->line, reference->column);
    if (reference != NULL && reference->word >= LB_WORD_LIST_ROWS && reference->word <= LB_WORD_LIST_FIRST)
      add_name (names->lists, reference->indicator, reference->line, reference->column, FALSE);
    add_selection (names, piece->selection);
    if (piece->words != NULL)
      add_pieces (names, piece->words);
  }
}

static void
list_names (const LbTemplate *self, const Names *names)
{
  for (guint i = 0; i < self->lines->len; i++) {
    const LbTemplateLine *line = g_ptr_array_index (self->lines, i);
    if (line->type == LB_LINE_FACETS || line->type == LB_LINE_COLUMN_EACH)
      add_name (names->families, line->indicator, line->line, line->column, TRUE);
    else
      add_indicator (names, line->indicator, line->line, line->column);
    add_indicator (names, line->second, line->line, line->column);
    add_selection (names, line->selection);
    add_pieces (names, line->pieces);
    add_pieces (names, line->head);
  }
}

static Names
names_new (const LbTemplate *self)
{
  Names names = {g_array_new (FALSE, FALSE, sizeof (LbTemplateName)), g_array_new (FALSE, FALSE, sizeof (LbTemplateName)),
                 g_array_new (FALSE, FALSE, sizeof (LbTemplateName))};

  list_names (self, &names);
  return names;
}

GArray *
lb_template_list_indicators (const LbTemplate *self)
{
  Names names = names_new (self);

  g_array_append_vals (names.indicators, names.families->data, names.families->len);
  g_array_unref (names.families);
  g_array_unref (names.lists);
  return names.indicators;
}

GArray *
lb_template_list_lists (const LbTemplate *self)
{
  Names names = names_new (self);

  g_array_unref (names.families);
  g_array_unref (names.indicators);
  return names.lists;
}

static void
add_left (GHashTable *left, const GPtrArray *pieces, const char *family)
{
  for (guint i = 0; i < pieces->len; i++) {
    const LbPiece *piece = g_ptr_array_index (pieces, i);
    const LbReference *reference = piece->reference;
    if (reference != NULL && reference->word == LB_WORD_FIGURE && reference->field == LB_FIELD_OPEN)
      g_hash_table_add (left, (gpointer) (family != NULL && is_facet (reference->indicator) ? family : reference->indicator));
    if (piece->words != NULL)
      add_left (left, piece->words, family);
  }
}

GHashTable *
lb_template_list_left (const LbTemplate *self)
{
  GHashTable *left = g_hash_table_new (g_str_hash, g_str_equal);
  const char *family = NULL;

  for (guint i = 0; i < self->lines->len; i++) {
    const LbTemplateLine *line = g_ptr_array_index (self->lines, i);
    if (line->type == LB_LINE_FACETS || line->type == LB_LINE_TABLE_END)
      family = line->indicator;
    add_left (left, line->pieces, family);
    add_left (left, line->head, family);
  }
  return left;
}
