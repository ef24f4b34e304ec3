/* lookback classify: numbers on standard input, limits of classes on standard output */
#include "config.h"
#include "maps/classes.h"
#include "maps/commands-private.h"
#include "maps/error.h"
#include "src/error.h"
#include "src/i18n.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* One number a line; an empty line or "NA" is no data. */
static gboolean
read_numbers (FILE *file, GArray *values, GError **error)
{
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  gboolean good = TRUE;

  for (guint row = 1; good && (length = getline (&line, &room, file)) >= 0; row++) {
    char *text = g_strstrip (line), *end = text;
    double value = NAN;
    if ((size_t) length != 0 && *text != '\0' && g_ascii_strcasecmp (text, "na") != 0) {
      value = g_ascii_strtod (text, &end);
      good = end != text && *end == '\0';
    }
    if (good)
      g_array_append_val (values, value);
    else
      g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES,
                   _ ("line %u of standard input is not a number; write one number a line"), row);
  }
  if (good && ferror (file)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot read standard input: %s"), g_strerror (errno));
    good = FALSE;
  }
  free (line);
  return good;
}

static void
append_number (GString *out, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, isfinite (value) ? g_ascii_formatd (digits, sizeof digits, "%.17g", value) : "null");
}

static char *
to_json (const LbClasses *classes, const GArray *values)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"method\":\"%s\",\"n\":%u,\"limits\":[", lb_classify_to_text (classes->method), classes->n);
  for (guint i = 0; classes->n > 0 && i <= classes->n; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_number (out, classes->limits[i]);
  }
  g_string_append (out, "],\"counts\":[");
  for (guint i = 0; i < classes->n; i++)
    g_string_append_printf (out, "%s%u", i > 0 ? "," : "", classes->counts[i]);
  g_string_append_printf (out, "],\"no_data\":%u,\"goodness_of_variance_fit\":", classes->no_data);
  append_number (out, lb_classes_fit (classes, (const double *) (const void *) values->data, values->len));
  g_string_append (out, "}\n");
  return g_string_free (out, FALSE);
}

static char *
to_lines (const LbClasses *classes)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i <= classes->n; i++) {
    append_number (out, classes->limits[i]);
    g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}

static int
run (int argc, char **argv)
{
  g_autofree char *method_text = NULL, *breaks = NULL;
  int k = 5;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    {"method", 0, 0, G_OPTION_ARG_STRING, &method_text, N_ ("Method: equal quantile jenks pretty stddev headtail manual"),
     "METHOD"},
    {"classes", 0, 0, G_OPTION_ARG_INT, &k, N_ ("Number of classes"), "K"},
    {"breaks", 0, 0, G_OPTION_ARG_STRING, &breaks, N_ ("Limits for manual, from the lowest to the highest"), "a,b,c,..."},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Write JSON with counts and goodness of variance fit"), NULL},
    {NULL}};
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) limits = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;
  LbClassify method = LB_CLASSIFY_JENKS;

  if (!lb_command_parse (&lb_command_classify, &argc, &argv, entries, 0, 0))
    return LB_EXIT_USAGE;
  if (method_text != NULL && !lb_classify_parse (method_text, &method, &error))
    return lb_command_fail (error);
  if (breaks != NULL) {
    method = LB_CLASSIFY_MANUAL;
    if (!lb_classes_parse_limits (breaks, limits, &error))
      return lb_command_fail (error);
    k = (int) limits->len - 1;
  }
  if (!read_numbers (stdin, values, &error))
    return lb_command_fail (error);
  g_autoptr (LbClasses) classes =
    lb_classes_new_exact (method, (guint) MAX (k, 0), (const double *) (const void *) values->data, values->len,
                          limits->len > 0 ? (const double *) (const void *) limits->data : NULL, &error);
  if (classes == NULL)
    return lb_command_fail (error);
  if (classes->n == 0) {
    lb_command_say (_ ("standard input holds no numbers to class"));
    return LB_EXIT_NOTHING;
  }
  g_autofree char *text = json ? to_json (classes, values) : to_lines (classes);
  if (fputs (text, stdout) == EOF || fflush (stdout) == EOF) {
    lb_command_say (_ ("cannot write standard output: %s"), g_strerror (errno));
    return LB_EXIT_NOTHING;
  }
  return LB_EXIT_DONE;
}

const LbCommand lb_command_classify = {"classify", "--method METHOD --classes K [--breaks a,b,c,...] [--json]",
                                       N_ ("Limits of classes for the numbers on standard input"), run};
