/* csv.c - ledger files */
#include "config.h"
#include "tests/county/csv.h"
#include "tests/county/dirty.h"

#include <string.h>

struct _Csv {
  const Options *options;
  char *name;
  char **headings;
  GString *text;
  GPtrArray *fields;
  guint n_rows;
};

guint32
day_of (int year, int month, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

Csv *
csv_new (const Options *options, const char *name, const char *headings)
{
  Csv *self = g_new0 (Csv, 1);

  self->options = options;
  self->name = g_strdup (name);
  self->headings = g_strsplit (headings, ",", 0);
  self->text = g_string_new (headings);
  g_string_append_c (self->text, '\n');
  self->fields = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
csv_text (Csv *self, const char *text)
{
  g_ptr_array_add (self->fields, g_strdup (text != NULL ? text : ""));
}

void
csv_number (Csv *self, int number)
{
  g_ptr_array_add (self->fields, g_strdup_printf ("%d", number));
}

void
csv_day (Csv *self, guint32 day)
{
  GDate date;

  if (day == 0) {
    csv_text (self, "");
    return;
  }
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_ptr_array_add (self->fields, g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                                                  g_date_get_day (&date)));
}

static void
append_row (Csv *self)
{
  for (guint i = 0; i < self->fields->len; i++) {
    const char *field = self->fields->pdata[i];

    if (i > 0)
      g_string_append_c (self->text, ',');
    if (strpbrk (field, ",\"\r\n") != NULL) {
      g_auto (GStrv) pieces = g_strsplit (field, "\"", 0);
      g_autofree char *doubled = g_strjoinv ("\"\"", pieces);

      g_string_append_printf (self->text, "\"%s\"", doubled);
    } else {
      g_string_append (self->text, field);
    }
  }
  g_string_append_c (self->text, '\n');
}

void
csv_end_row (Csv *self)
{
  guint times = 1;

  g_assert (self->fields->len == g_strv_length (self->headings));
  self->n_rows++;
  if (self->options->dirty > 0)
    times = spoil_row (self->fields, self->headings, self->options->plan.seed, self->name, self->n_rows,
                       self->options->dirty);
  while (times-- > 0)
    append_row (self);
  g_ptr_array_set_size (self->fields, 0);
}

gboolean
csv_close (Csv *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->options->out, self->name, NULL);
  g_autofree char *encoded = NULL;
  const char *text = self->text->str;
  gsize length = self->text->len;
  gboolean done = FALSE;

  if (self->options->gbk)
    text = encoded = g_convert (self->text->str, (gssize) self->text->len, "GB18030", "UTF-8", NULL, &length, error);
  if (text != NULL)
    done = g_file_set_contents (path, text, (gssize) length, error);
  g_print ("%s: %u rows\n", self->name, self->n_rows);
  g_free (self->name);
  g_strfreev (self->headings);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->fields);
  g_free (self);
  return done;
}
