#include "config.h"
#include "src/csv.h"
#include "src/output.h"

#include <string.h>

struct _LbCsvWriter {
  GString *text; /* begins with a BOM, which is left out where it is not wanted */
  gboolean in_row;
};

#define BOM "\xEF\xBB\xBF"

LbCsvWriter *
lb_csv_writer_new (void)
{
  LbCsvWriter *self = g_new0 (LbCsvWriter, 1);

  self->text = g_string_new (BOM);
  return self;
}

void
lb_csv_writer_free (LbCsvWriter *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

static gboolean
is_number (const char *text)
{
  char *end = NULL;

  g_ascii_strtod (text, &end);
  return end > text && *end == '\0' && strpbrk (text, "xXnN") == NULL;
}

void
lb_csv_writer_cell (LbCsvWriter *self, const char *text)
{
  GString *out = self->text;

  if (self->in_row)
    g_string_append_c (out, ',');
  self->in_row = TRUE;
  if (text == NULL || *text == '\0')
    return;

  gboolean formula = strchr ("=+-@\t\r", *text) != NULL && !is_number (text);
  gboolean quoted = formula || strpbrk (text, "\",;\t\r\n") != NULL || *text == ' ' || *text == '\'';
  if (quoted)
    g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *at);
  }
  if (quoted)
    g_string_append_c (out, '"');
}

void
lb_csv_writer_end_row (LbCsvWriter *self)
{
  g_string_append_c (self->text, '\n');
  self->in_row = FALSE;
}

const char *
lb_csv_writer_get_text (const LbCsvWriter *self)
{
  return self->text->str + strlen (BOM);
}

gboolean
lb_csv_writer_finish (LbCsvWriter *self, const char *target, GError **error)
{
  gsize skip = g_str_equal (target, "-") ? strlen (BOM) : 0;

  return lb_output_write (target, self->text->str + skip, (gssize) (self->text->len - skip), error);
}
