/* A template is read line by line: a line that begins with @ is a directive, with # a comment, any other a paragraph. */
#include "config.h"
#include "reports/report.h"
#include "reports/template-private.h"
#include "src/i18n.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

/* A template is written by hand; what is longer is no template. */
#define MAX_BYTES (1024 * 1024)

typedef enum { ARGUMENTS_NONE, ARGUMENTS_TEXT, ARGUMENTS_TABLE, ARGUMENTS_COLUMN, ARGUMENTS_FIGURE,
               ARGUMENTS_CONDITION } Arguments;

static const struct {
  const char *zh, *en;
  LbTemplateLineType type;
  Arguments arguments;
} directives[] = {
  {"标题", "title", LB_LINE_TITLE, ARGUMENTS_TEXT},
  {"副标题", "subtitle", LB_LINE_SUBTITLE, ARGUMENTS_TEXT},
  {"一级", "heading", LB_LINE_HEADING, ARGUMENTS_TEXT},
  {"二级", "subheading", LB_LINE_RUN_IN, ARGUMENTS_TEXT},
  {"表", "table", LB_LINE_TABLE, ARGUMENTS_TABLE},
  {"列", "column", LB_LINE_COLUMN, ARGUMENTS_COLUMN},
  {"合计", "total", LB_LINE_TOTAL, ARGUMENTS_TEXT},
  {"表注", "table-note", LB_LINE_TABLE_NOTE, ARGUMENTS_TEXT},
  {"表完", "table-end", LB_LINE_TABLE_END, ARGUMENTS_NONE},
  {"图", "figure", LB_LINE_FIGURE, ARGUMENTS_FIGURE},
  {"图注", "figure-note", LB_LINE_FIGURE_NOTE, ARGUMENTS_TEXT},
  {"注", "note", LB_LINE_NOTE, ARGUMENTS_TEXT},
  {"换页", "page", LB_LINE_BREAK, ARGUMENTS_NONE},
  {"若", "if", LB_LINE_IF, ARGUMENTS_CONDITION},
  {"若无", "unless", LB_LINE_IF_NOT, ARGUMENTS_CONDITION},
  {"否则", "else", LB_LINE_ELSE, ARGUMENTS_NONE},
  {"完", "end", LB_LINE_END, ARGUMENTS_NONE},
};

typedef struct {
  LbTemplate *template;
  const char *start; /* of the line */
  guint line;
} Reader;

static guint
column_of (const Reader *self, const char *at)
{
  return (guint) g_utf8_pointer_to_offset (self->start, at) + 1;
}

static void
piece_free (gpointer data)
{
  LbPiece *piece = data;

  g_free (piece->text);
  g_clear_pointer (&piece->reference, lb_reference_free);
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

static void
add_piece (GPtrArray *pieces, char *text, LbReference *reference)
{
  LbPiece *piece = g_new (LbPiece, 1);

  piece->text = text;
  piece->reference = reference;
  g_ptr_array_add (pieces, piece);
}

/* Refuses digits between @from and @to. */
static gboolean
check_words (const Reader *self, const char *from, const char *to, GError **error)
{
  for (const char *p = from; p < to; p = g_utf8_next_char (p)) {
    if (g_unichar_isdigit (g_utf8_get_char (p))) {
      lb_template_set_error (self->template, self->line, column_of (self, p), error,
                             _ ("a number cannot be typed into the text; write a reference in braces, which takes it "
                                "from the data"));
      return FALSE;
    }
    if (*p == '}') {
      lb_template_set_error (self->template, self->line, column_of (self, p), error, _ ("“}” without “{”"));
      return FALSE;
    }
  }
  return TRUE;
}

/* Splits @text, which ends before @stop (NULL: at its own end), into words and references. */
static gboolean
read_text (const Reader *self, const char *text, const char *stop, GPtrArray *pieces, GError **error)
{
  if (stop == NULL)
    stop = text + strlen (text);
  while (text < stop) {
    const char *open = memchr (text, '{', (gsize) (stop - text));
    const char *end = open == NULL ? stop : open;
    if (!check_words (self, text, end, error))
      return FALSE;
    if (end > text)
      add_piece (pieces, g_strndup (text, (gsize) (end - text)), NULL);
    if (open == NULL)
      break;
    const char *close = memchr (open, '}', (gsize) (stop - open));
    if (close == NULL) {
      lb_template_set_error (self->template, self->line, column_of (self, open), error, _ ("“{” without “}”"));
      return FALSE;
    }
    g_autofree char *inside = g_strndup (open + 1, (gsize) (close - open - 1));
    LbReference *reference = lb_reference_parse (self->template, inside, self->line, column_of (self, open), error);
    if (reference == NULL)
      return FALSE;
    add_piece (pieces, NULL, reference);
    text = close + 1;
  }
  return TRUE;
}

/* Words before "=", which @rest points behind; NULL with error when there is no "=". */
static char **
read_arguments (const Reader *self, const char *text, const char **rest, GError **error)
{
  const char *equals = strchr (text, '=');

  if (equals == NULL) {
    lb_template_set_error (self->template, self->line, column_of (self, text), error,
                           _ ("“=” is missing between the name and the text"));
    return NULL;
  }
  *rest = equals + 1 + strspn (equals + 1, " \t");
  g_autofree char *head = g_strndup (text, (gsize) (equals - text));
  g_auto (GStrv) raw = g_strsplit_set (head, " \t", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  for (char **word = raw; *word != NULL; word++)
    if (**word != '\0')
      g_strv_builder_add (words, *word);
  return g_strv_builder_end (words);
}

/* LABEL LEVEL [按 INDICATOR] = TITLE; LABEL LEVEL INDICATOR = TITLE */
static gboolean
read_labelled (const Reader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *rest;
  g_auto (GStrv) words = read_arguments (self, text, &rest, error);
  if (words == NULL)
    return FALSE;

  guint n = g_strv_length (words);
  gboolean sorted = n == 4 && (g_str_equal (words[2], "按") || g_str_equal (words[2], "by"));
  gboolean right = line->type == LB_LINE_TABLE ? n == 2 || sorted : n == 3;
  if (!right || !lb_reference_level (words[1], &line->level, &line->below)) {
    lb_template_set_error (self->template, self->line, column_of (self, text), error,
                           line->type == LB_LINE_TABLE
                             ? _ ("a table is written “@表 NAME LEVEL 按 INDICATOR = TITLE”")
                             : _ ("a figure is written “@图 NAME LEVEL INDICATOR = TITLE”"));
    return FALSE;
  }
  line->label = g_strdup (words[0]);
  line->indicator = n > 2 ? g_strdup (words[n - 1]) : NULL;
  line->column = column_of (self, text);
  return read_text (self, rest, NULL, line->pieces, error);
}

/* [GROUP|]HEAD = TEXT */
static gboolean
read_column (const Reader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  if (equals == NULL) {
    lb_template_set_error (self->template, self->line, column_of (self, text), error,
                           _ ("a column is written “@列 GROUP|HEAD = {REFERENCE}”"));
    return FALSE;
  }
  const char *end = equals;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  if (!read_text (self, text, end, line->head, error))
    return FALSE;
  return read_text (self, equals + 1 + strspn (equals + 1, " \t"), NULL, line->pieces, error);
}

static gboolean
read_comparison (LbTemplateLine *line, const char *text)
{
  static const struct {
    const char *sign;
    char code;
  } signs[] = {{"<=", 'l'}, {">=", 'g'}, {"!=", '!'}, {"<", '<'}, {">", '>'}, {"=", '='}};

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i].sign)) {
      char *end;
      const char *number = text + strlen (signs[i].sign);
      line->comparison = signs[i].code;
      line->limit = g_ascii_strtod (number, &end);
      return end > number && *g_strchug (end) == '\0' && isfinite (line->limit);
    }
  return FALSE;
}

/* {REFERENCE} [OPERATOR NUMBER] */
static gboolean
read_condition (const Reader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *close = *text == '{' ? strchr (text, '}') : NULL;

  if (close != NULL) {
        g_autofree char *rest = g_strstrip (g_strdup (close + 1));
    if (!read_text (self, text, close + 1, line->pieces, error))
      return FALSE;
    if (*rest == '\0' || read_comparison (line, rest))
      return TRUE;
  }
  lb_template_set_error (self->template, self->line, column_of (self, text), error,
                         _ ("a condition is written “{REFERENCE}” or “{REFERENCE} > NUMBER”"));
  return FALSE;
}

static gboolean
read_directive (const Reader *self, LbTemplateLine *line, const char *text, GError **error)
{
  gsize length = strcspn (text, " \t");
  g_autofree char *word = g_strndup (text, length);
  const char *rest = text + length + strspn (text + length, " \t");
  gsize i = 0;

  while (i < G_N_ELEMENTS (directives) &&
         !g_str_equal (directives[i].zh, word) && !g_str_equal (directives[i].en, word))
    i++;
  if (i == G_N_ELEMENTS (directives)) {
    lb_template_set_error (self->template, self->line, column_of (self, text), error,
                           _ ("unknown directive “@%s”; docs/templates.md lists them"), word);
    return FALSE;
  }
  line->type = directives[i].type;
  switch (directives[i].arguments) {
  case ARGUMENTS_TEXT: return read_text (self, rest, NULL, line->pieces, error);
  case ARGUMENTS_TABLE:
  case ARGUMENTS_FIGURE: return read_labelled (self, line, rest, error);
  case ARGUMENTS_COLUMN: return read_column (self, line, rest, error);
  case ARGUMENTS_CONDITION: return read_condition (self, line, rest, error);
  case ARGUMENTS_NONE: break;
  }
  if (*rest == '\0')
    return TRUE;
  lb_template_set_error (self->template, self->line, column_of (self, rest), error,
                         _ ("nothing may follow “@%s” on its line"), word);
  return FALSE;
}

/* Conditions close, nothing but columns stands in a table, and what belongs to a table stands in one. */
static gboolean
check_order (const LbTemplate *self, GError **error)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint)); /* lines of @若, 0 after its @否则 was seen */
  gboolean in_table = FALSE;
  const char *wrong = NULL;

  for (guint i = 0; i < self->lines->len && wrong == NULL; i++) {
    const LbTemplateLine *line = g_ptr_array_index (self->lines, i);
    gboolean condition = line->type >= LB_LINE_IF;
    gboolean part = line->type >= LB_LINE_COLUMN && line->type <= LB_LINE_TABLE_END;
    if (!condition && part != in_table)
      wrong = part ? _ ("this line belongs into a table, between “@表” and “@表完”")
                   : _ ("a table is open; close it with “@表完” first");
    if (line->type == LB_LINE_FIGURE_NOTE && wrong == NULL &&
        (i == 0 || ((const LbTemplateLine *) g_ptr_array_index (self->lines, i - 1))->type != LB_LINE_FIGURE))
      wrong = _ ("“@图注” must follow its “@图” on the next line");
    if (line->type == LB_LINE_TABLE || line->type == LB_LINE_TABLE_END)
      in_table = line->type == LB_LINE_TABLE;
    if (line->type == LB_LINE_IF || line->type == LB_LINE_IF_NOT)
      g_array_append_val (open, line->line);
    else if (line->type == LB_LINE_ELSE && (open->len == 0 || g_array_index (open, guint, open->len - 1) == 0))
      wrong = _ ("“@否则” without “@若”");
    else if (line->type == LB_LINE_ELSE)
      g_array_index (open, guint, open->len - 1) = 0;
    else if (line->type == LB_LINE_END && open->len == 0)
      wrong = _ ("“@完” without “@若”");
    else if (line->type == LB_LINE_END)
      g_array_set_size (open, open->len - 1);
    if (wrong != NULL)
      lb_template_set_error (self, line->line, 1, error, "%s", wrong);
  }
  if (wrong != NULL)
    return FALSE;
  if (!in_table && open->len == 0)
    return TRUE;
  const LbTemplateLine *last = g_ptr_array_index (self->lines, self->lines->len - 1);
  lb_template_set_error (self, last->line, 1, error,
                         in_table ? _ ("the table is not closed with “@表完”") : _ ("“@若” is not closed with “@完”"));
  return FALSE;
}

LbTemplate *
lb_template_parse (const char *text, const char *name, GError **error)
{
  g_autoptr (LbTemplate) self = g_new0 (LbTemplate, 1);
  self->name = g_strdup (name);
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
    Reader reader = {self, start, i + 1};
    if (*words == '@' ? !read_directive (&reader, line, words + 1, error)
                      : !read_text (&reader, words, NULL, line->pieces, error))
      return NULL;
  }
  if (self->lines->len == 0) {
    lb_template_set_error (self, 1, 1, error, _ ("the template is empty"));
    return NULL;
  }
  return check_order (self, error) ? g_steal_pointer (&self) : NULL;
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
  g_free (self->sha256);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

const char *
lb_template_get_sha256 (const LbTemplate *self)
{
  return self->sha256;
}

static void
add_indicator (GArray *list, const char *id, guint line, guint column)
{
  LbTemplateIndicator indicator = {id, line, column};

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (g_array_index (list, LbTemplateIndicator, i).id, id))
      return;
  g_array_append_val (list, indicator);
}

GArray *
lb_template_list_indicators (const LbTemplate *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (LbTemplateIndicator));

  for (guint i = 0; i < self->lines->len; i++) {
    const LbTemplateLine *line = g_ptr_array_index (self->lines, i);
    if (line->indicator != NULL)
      add_indicator (list, line->indicator, line->line, line->column);
    for (guint k = 0; k < line->pieces->len; k++) {
      const LbReference *reference = ((const LbPiece *) g_ptr_array_index (line->pieces, k))->reference;
      if (reference != NULL && reference->word <= LB_WORD_UNIT)
        add_indicator (list, reference->indicator, reference->line, reference->column);
    }
  }
  return list;
}
