#include "src/csv.h"
#include "src/error.h"
#include "src/limits.h"

#include <string.h>

/* (transfer full): the rows as "n:cell|cell|\n", or "error: …". */
static char *
read_all (const char *bytes, gssize length)
{
  g_autoptr (GError) error = NULL;
  gsize size = length < 0 ? strlen (bytes) : (gsize) length;
  g_autoptr (LbCsvReader) reader = lb_csv_reader_new ("t.csv", bytes, size, NULL, &error);
  GString *out = g_string_new (NULL);
  LbRow row;

  while (reader != NULL && lb_csv_reader_next (reader, &row, &error)) {
    g_string_append_printf (out, "%d:", (int) row.number);
    for (guint i = 0; i < row.n; i++)
      g_string_append_printf (out, "%s|", row.cells[i]);
    g_string_append (out, row.cut ? "cut\n" : "\n");
  }
  if (error != NULL)
    g_string_append_printf (out, "error: %s", error->message);
  return g_string_free (out, FALSE);
}

static void
assert_read (const char *bytes, const char *expected)
{
  g_autofree char *rows = read_all (bytes, -1);

  g_assert_cmpstr (rows, ==, expected);
}

static void
separators_are_told_from_the_first_rows (void)
{
  assert_read ("a,b\n1,2\n", "1:a|b|\n2:1|2|\n");
  assert_read ("a\tb\n1,5\t2\n", "1:a|b|\n2:1,5|2|\n");
  assert_read ("a;b;c\n1,5;2;3\n", "1:a|b|c|\n2:1,5|2|3|\n");
  assert_read ("\"a,b\";c;d\n", "1:a,b|c|d|\n");
}

static void
every_line_ending_ends_a_row_and_blank_rows_are_counted (void)
{
  assert_read ("a,b\r\n1,2\r\n\r\n3,4\r\n", "1:a|b|\n2:1|2|\n4:3|4|\n");
  assert_read ("a,b\r1,2\r3,4", "1:a|b|\n2:1|2|\n3:3|4|cut\n");
  assert_read ("a,b\n,\n1,2\n", "1:a|b|\n3:1|2|\n");
}

static void
quoted_cells_hold_anything (void)
{
  assert_read ("\"a\nb\",\"say \"\"yes\"\"\"\nc,\"d,e\"\n", "1:a\nb|say \"yes\"|\n2:c|d,e|\n");
  assert_read ("a\"b,\"\"\n", "1:a\"b||\n");
  assert_read ("\"a\"b,c\n", "1:ab|c|\n");
}

static void
an_open_quotation_mark_is_an_error_with_its_row (void)
{
  g_autofree char *rows = read_all ("a,b\n1,\"2\n3,4\n", -1);

  g_assert_nonnull (strstr (rows, "row 2"));
  g_assert_nonnull (strstr (rows, "never closed"));
}

static void
a_nul_byte_is_an_error_with_its_row (void)
{
  g_autofree char *rows = read_all ("a,b\n1,2\n3,\0\n", 12);

  g_assert_nonnull (strstr (rows, "row 3, column 2: there is a NUL byte"));
}

static void
a_cell_of_exactly_the_limit_is_read_and_one_byte_more_is_not (void)
{
  for (int more = 0; more < 2; more++) {
    g_autofree char *cell = g_strnfill (LB_LIMIT_CELL_BYTES + more, 'x');
    g_autofree char *text = g_strconcat ("a,b\n", cell, ",1\n", NULL);
    g_autofree char *rows = read_all (text, -1);
    g_assert_cmpint (strstr (rows, "error: ") != NULL, ==, more);
    g_assert_cmpint (strstr (rows, "row 2, column 1") != NULL, ==, more);
  }
}

static void
a_row_of_exactly_the_limit_of_columns_is_read_and_one_more_is_not (void)
{
  for (int more = 0; more < 2; more++) {
    g_autofree char *commas = g_strnfill (LB_LIMIT_COLUMNS - 1 + more, ',');
    g_autofree char *text = g_strconcat ("a", commas, "\n", NULL);
    g_autofree char *rows = read_all (text, -1);
    g_assert_cmpint (strstr (rows, "4096 columns") != NULL, ==, more);
  }
}

static void
a_row_of_exactly_the_limit_of_bytes_is_read_and_more_is_not (void)
{
  const guint cells = LB_LIMIT_ROW_BYTES / (1 << 19);

  for (int more = 0; more < 2; more++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *cell = g_strnfill ((1 << 19) - 1, 'x');
    for (guint i = 0; i < cells; i++)
      g_string_append_printf (text, "%s,", cell);
    g_string_append (text, more ? "xy\n" : "\n");
    g_autofree char *rows = read_all (text->str, -1);
    g_assert_cmpint (strstr (rows, "16 MiB") != NULL, ==, more);
  }
}

static void
other_kinds_of_file_are_named (void)
{
  static const char *const starts[] = {"PK\x03\x04 workbook", "\xD0\xCF\x11\xE0 workbook", "%PDF-1.7 text"};

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++) {
    g_autofree char *rows = read_all (starts[i], -1);
    g_assert_nonnull (strstr (rows, "not a CSV file"));
  }
  g_autofree char *empty = read_all ("", 0);
  g_assert_nonnull (strstr (empty, "is empty"));
}

static void
what_the_writer_wrote_the_reader_reads (void)
{
  static const char *const cells[] = {"=1+1", "-5", "-5.25", "+86 1", "@x", "a,b", "say \"yes\"", "two\nlines", "", " x", "村",
                                      "\tx"};
  g_autoptr (LbCsvWriter) writer = lb_csv_writer_new ();
  LbRow row;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    lb_csv_writer_cell (writer, cells[i]);
  lb_csv_writer_end_row (writer);
  const char *text = lb_csv_writer_get_text (writer);
  g_assert_true (g_str_has_prefix (text, "\"'=1+1\",-5,-5.25,\"'+86 1\",\"'@x\",\"a,b\","));
  g_autoptr (LbCsvReader) reader = lb_csv_reader_new ("t", text, strlen (text), NULL, NULL);
  g_assert_true (lb_csv_reader_next (reader, &row, NULL));
  g_assert_cmpuint (row.n, ==, G_N_ELEMENTS (cells));
  for (guint i = 0; i < row.n; i++)
    g_assert_cmpstr (row.cells[i], ==, cells[i]);
}

static void
a_row_across_pieces_is_one_row (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autofree char *cell = g_strnfill (1000, 'x');
  LbRow row = {0};
  guint rows = 0;

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (text, "村%s,\"%d\n\"\r\n", cell, i);
  g_autoptr (LbCsvReader) reader = lb_csv_reader_new ("t", text->str, text->len, NULL, NULL);
  g_assert_true (lb_csv_reader_next (reader, &row, NULL));
  while (lb_csv_reader_next (reader, &row, NULL)) {
    g_autofree char *second = g_strdup_printf ("%u\n", rows++);
    g_assert_cmpuint (row.n, ==, 2);
    g_assert_cmpuint (strlen (row.cells[0]), ==, 1003);
    g_assert_cmpstr (row.cells[1], ==, second);
  }
  g_assert_cmpuint (rows, ==, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/separators-are-told-from-the-first-rows", separators_are_told_from_the_first_rows);
  g_test_add_func ("/csv/every-line-ending-ends-a-row-and-blank-rows-are-counted",
                   every_line_ending_ends_a_row_and_blank_rows_are_counted);
  g_test_add_func ("/csv/quoted-cells-hold-anything", quoted_cells_hold_anything);
  g_test_add_func ("/csv/an-open-quotation-mark-is-an-error-with-its-row", an_open_quotation_mark_is_an_error_with_its_row);
  g_test_add_func ("/csv/a-nul-byte-is-an-error-with-its-row", a_nul_byte_is_an_error_with_its_row);
  g_test_add_func ("/csv/cell-limit-at-its-edge", a_cell_of_exactly_the_limit_is_read_and_one_byte_more_is_not);
  g_test_add_func ("/csv/column-limit-at-its-edge", a_row_of_exactly_the_limit_of_columns_is_read_and_one_more_is_not);
  g_test_add_func ("/csv/row-limit-at-its-edge", a_row_of_exactly_the_limit_of_bytes_is_read_and_more_is_not);
  g_test_add_func ("/csv/other-kinds-of-file-are-named", other_kinds_of_file_are_named);
  g_test_add_func ("/csv/what-the-writer-wrote-the-reader-reads", what_the_writer_wrote_the_reader_reads);
  g_test_add_func ("/csv/a-row-across-pieces-is-one-row", a_row_across_pieces_is_one_row);
  return g_test_run ();
}
