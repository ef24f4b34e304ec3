/* Cells merged downwards: a household's number stands once and holds for all its members; nothing else is ever filled in */
#include "src/error.h"
#include "src/xlsx.h"
#include "tests/src/ledger-fixture.h"
#include "tests/src/workbook.h"

#include <string.h>

#define MERGED(rows, ranges) "<worksheet><sheetData>" rows "</sheetData><mergeCells>" ranges "</mergeCells></worksheet>"
#define RANGE(ref)           "<mergeCell ref='" ref "'/>"
#define TEXT(place, text)    "<c r='" place "' t='str'><v>" text "</v></c>"

/* (transfer full): path of a workbook whose only sheet is @xml. */
static char *
write_book (const LedgerFixture *fixture, const char *xml)
{
  const WorkbookPart part = {"xl/worksheets/sheet1.xml", xml};
  char *path = g_build_filename (fixture->dir, "w.xlsx", NULL);

  workbook_write (path, &part, 1);
  return path;
}

/* (transfer full): "number: a|b|c" for every row below the first @above, line by line. NULL with @error. */
static char *
read_rows (const LedgerFixture *fixture, const char *xml, guint above, GError **error)
{
  g_autofree char *path = write_book (fixture, xml);
  g_autoptr (LbRowSource) source = lb_xlsx_open (path, NULL, NULL, error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  LbRow row;

  g_assert_nonnull (source);
  lb_row_source_look (source, 11);
  while (above-- > 0)
    g_assert_true (lb_row_source_next (source, &row, NULL));
  if (!lb_row_source_begin_data (source, error))
    return NULL;
  while (lb_row_source_next (source, &row, &problem)) {
    g_autofree char *cells = g_strjoinv ("|", row.cells);
    g_assert_cmpuint (g_strv_length (row.cells), ==, row.n);
    g_string_append_printf (text, "%d: %s\n", (int) row.number, cells);
  }
  if (problem == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
expect_rows (const LedgerFixture *fixture, const char *xml, guint above, const char *rows)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *read = read_rows (fixture, xml, above, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, rows);
}

static void
expect_refusal (const LedgerFixture *fixture, const char *xml, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *read = read_rows (fixture, xml, 1, &error);

  g_assert_null (read);
  g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static LbImportResult *
import_book (LedgerFixture *fixture, const char *xml)
{
  g_autofree char *path = write_book (fixture, xml);
  const LbImportOptions options = {.open = lb_xlsx_open};
  g_autoptr (GError) error = NULL;
  LbImportResult *result = lb_ledger_import (fixture->project, path, &options, &error);

  g_assert_no_error (error);
  return result;
}

#define MEMBER_HEADINGS                                                                                                 \
  "<row r='1'>" TEXT ("A1", "户编号") TEXT ("B1", "姓名") TEXT ("C1", "与户主关系") TEXT ("D1", "人编号") "</row>"

static void
a_number_written_once_holds_for_all_members (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) result = import_book (
    fixture, MERGED (MEMBER_HEADINGS "<row r='2'>" TEXT ("A2", "5399020001") TEXT ("B2", "甲一") TEXT ("C2", "户主") TEXT ("D2", "1") "</row>"
                     "<row r='3'><c r='A3' s='1'/>" TEXT ("B3", "甲二") TEXT ("C3", "配偶") TEXT ("D3", "2") "</row>"
                     "<row r='4'>" TEXT ("B4", "甲三") TEXT ("C4", "之子") TEXT ("D4", "3") "</row>"
                     "<row r='5'>" TEXT ("B5", "乙一") TEXT ("C5", "户主") TEXT ("D5", "4") "</row>", RANGE ("A2:A4")));

  g_assert_cmpint (result->accepted, ==, 3);
  g_assert_cmpint (result->rejected, ==, 1); /* the row below the merged cell belongs to nobody */
  g_assert_cmpint (ledger_count (fixture, "SELECT count (*) FROM person p JOIN household h ON h.id = p.household_id"
                                          " WHERE h.household_no = '5399020001'"), ==, 3);
  g_assert_cmpuint (result->notices->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (result->notices, 0), "2 empty cells took the value of the merged cell"));
  g_assert_nonnull (strstr (g_ptr_array_index (result->notices, 0), "户编号"));
}

static void
the_same_sheet_as_csv_is_not_guessed_at (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) result =
    ledger_take (fixture, "m.csv", "户编号,姓名,与户主关系,人编号\n5399020001,甲一,户主,1\n,甲二,配偶,2\n", 1, 1);
  const LbReject *reject = g_ptr_array_index (result->rejects, 0);

  g_assert_cmpint (reject->row, ==, 3);
  g_test_message ("%s", reject->reason);
  g_assert_nonnull (strstr (reject->reason, "write its value into this row too"));
}

/* Money merged over two measures is what both cost together. */
static void
a_sum_for_several_rows_is_counted_once (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) cases = ledger_take (fixture, "c.csv", ledger_cases, 3, 0);
  g_autoptr (LbImportResult) result = import_book (
    fixture, MERGED ("<row r='1'>" TEXT ("A1", "户编号") TEXT ("B1", "措施类别") TEXT ("C1", "计划时间") TEXT ("D1", "落实状态")
                     TEXT ("E1", "落实时间") TEXT ("F1", "金额（元）") "</row>"
                     "<row r='2'>" TEXT ("A2", "5399020001") TEXT ("B2", "产业帮扶") TEXT ("C2", "2023-06-01") TEXT ("D2", "已落实")
                     TEXT ("E2", "2023-07-01") TEXT ("F2", "900") "</row>"
                     "<row r='3'>" TEXT ("B3", "健康帮扶") "</row>",
                     RANGE ("A2:A3") RANGE ("C2:C3") RANGE ("D2:D3") RANGE ("E2:E3") RANGE ("F2:F3")));

  g_assert_cmpint (result->accepted, ==, 2);
  g_assert_cmpint (ledger_count (fixture, "SELECT sum (amount_fen) FROM measure"), ==, 90000);
  g_assert_cmpint (ledger_count (fixture, "SELECT count (*) FROM measure WHERE amount_fen IS NULL AND status = 'implemented'"), ==, 1);
}

static void
rectangles_fill_every_cell (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  expect_rows (fixture,
               MERGED ("<row r='1'>" TEXT ("A1", "h") "</row><row r='2'>" TEXT ("A2", "x") TEXT ("D2", "1") "</row>"
                       "<row r='3'>" TEXT ("D3", "2") "</row><row r='4'>" TEXT ("D4", "3") "</row>",
                       RANGE ("A2:B3")), 1, "2: x|x||1\n3: x|x||2\n4: |||3\n");
  expect_rows (fixture,
               MERGED ("<row r='1'>" TEXT ("A1", "h") "</row><row r='2'>" TEXT ("A2", "1") TEXT ("B2", "x") "</row>"
                       "<row r='3'>" TEXT ("A3", "2") "</row>", RANGE ("C3:B2")), 1, "2: 1|x|x\n3: 2|x|x\n");
}

/* Painted with the format of a merged cell, cells keep what they hold; filters of spreadsheets rely on it. */
static void
hidden_values_of_their_own_are_kept (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  expect_rows (fixture,
               MERGED ("<row r='1'>" TEXT ("A1", "h") "</row><row r='2'>" TEXT ("A2", "x") TEXT ("B2", "1") "</row>"
                       "<row r='3'>" TEXT ("A3", "y") TEXT ("B3", "2") "</row><row r='4'>" TEXT ("A4", " ") TEXT ("B4", "3") "</row>",
                       RANGE ("A2:A4")), 1, "2: x|1\n3: y|2\n4: x|3\n");
}

/* A merged cell over an empty one says nothing, and rows that hold nothing themselves are no rows. */
static void
nothing_is_made_of_empty_cells_and_rows (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  expect_rows (fixture,
               MERGED ("<row r='1'>" TEXT ("A1", "h") "</row><row r='2'>" TEXT ("A2", "x") TEXT ("B2", "1") "</row>"
                       "<row r='3'><c r='A3' s='1'/><c r='B3' s='1'/></row><row r='5'>" TEXT ("B5", "2") "</row>",
                       RANGE ("A2:A3") RANGE ("B2:B3") RANGE ("A4:A5")), 1, "2: x|1\n5: |2\n");
}

static void
merged_headings_fill_nothing_below_them (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  expect_rows (fixture,
               MERGED ("<row r='1'>" TEXT ("A1", "户编号") TEXT ("B1", "识别") "</row><row r='2'>" TEXT ("B2", "时间") "</row>"
                       "<row r='3'>" TEXT ("B3", "1") "</row><row r='4'>" TEXT ("A4", "x") TEXT ("B4", "2") "</row>"
                       "<row r='5'>" TEXT ("B5", "3") "</row>",
                       RANGE ("A1:A3") RANGE ("B1:C1") RANGE ("A4:A5")), 2, "3: |1\n4: x|2\n5: x|3\n");
}

static void
a_merged_total_is_still_no_row (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (LbImportResult) result = import_book (
    fixture, MERGED ("<row r='1'>" TEXT ("A1", "行政村") TEXT ("B1", "户编号") TEXT ("C1", "户主姓名") TEXT ("D1", "家庭人口数")
                     TEXT ("E1", "乡（镇）") "</row><row r='2'>" TEXT ("E2", "清河镇") TEXT ("A2", "东山村") TEXT ("B2", "5399020001") TEXT ("C2", "甲一") TEXT ("D2", "3") "</row>"
                     "<row r='3'>" TEXT ("B3", "5399020002") TEXT ("C3", "乙一") TEXT ("D3", "2") "</row>"
                     "<row r='4'>" TEXT ("A4", "合计") TEXT ("D4", "5") "</row><row r='5'>" TEXT ("D5", "5") "</row>",
                     RANGE ("A2:A3") RANGE ("E2:E3") RANGE ("A4:C5")));

  g_assert_cmpint (result->accepted, ==, 2);
  g_assert_cmpint (result->rejected, ==, 2);
  g_assert_cmpint (ledger_count (fixture, "SELECT count (*) FROM household"), ==, 2);
}

static void
overlapping_cells_are_refused (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  expect_refusal (fixture,
                  MERGED ("<row r='1'>" TEXT ("A1", "h") "</row><row r='2'>" TEXT ("A2", "x") "</row>"
                          "<row r='3'>" TEXT ("A3", "y") "</row><row r='4'>" TEXT ("B4", "1") "</row>",
                          RANGE ("A2:A3") RANGE ("A3:A4")), "row 3, column 1: merged cells overlap");
  expect_refusal (fixture, MERGED ("<row><c><v>1</v></c></row>", "<mergeCell ref='A2:'/>"), "damaged");
  expect_refusal (fixture, MERGED ("<row><c><v>1</v></c></row>", "<mergeCell ref='2:9'/>"), "damaged");
}

static void
a_million_rows_cost_no_more_than_one (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  expect_rows (fixture,
               MERGED ("<row r='1'>" TEXT ("A1", "h") "</row><row r='2'>" TEXT ("A2", "x") TEXT ("B2", "1") "</row>"
                       "<row r='1048576'>" TEXT ("B1048576", "2") "</row>", RANGE ("A2:A1048576")), 1, "2: x|1\n1048576: x|2\n");
  expect_rows (fixture,
               MERGED ("<row r='1'>" TEXT ("A1", "h") "</row><row r='2'>" TEXT ("A2", "x") "</row>",
                       RANGE ("A2:A99999999999999999999") RANGE ("ZZZZ2:ZZZZ9")), 1, "2: x\n");
}

static void
too_many_merged_cells_are_refused (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GString) xml = g_string_new ("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>");

  for (int i = 0; i <= 1 << 20; i++)
    g_string_append_printf (xml, "<mergeCell ref='A%d:A%d'/>", 2 * i + 2, 2 * i + 3);
  g_string_append (xml, "</mergeCells></worksheet>");
  expect_refusal (fixture, xml->str, "more than a million merged cells");
}

static void
long_texts_are_not_multiplied_without_end (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GString) xml = g_string_new ("<worksheet><sheetData><row r='1'><c><v>1</v></c></row><row r='2'><c t='str'><v>");
  GRand *random = g_rand_new_with_seed (7);

  for (int i = 0; i < (1 << 20) - 8; i++)
    g_string_append_c (xml, (char) g_rand_int_range (random, 'a', 'z' + 1));
  g_rand_free (random);
  g_string_append (xml, "</v></c></row>");
  for (int i = 3; i < 1100; i++)
    g_string_append_printf (xml, "<row r='%d'><c r='B%d'><v>%d</v></c></row>", i, i, i);
  g_string_append (xml, "</sheetData><mergeCells>" RANGE ("A2:A1100") "</mergeCells></worksheet>");
  expect_refusal (fixture, xml->str, "long texts are merged over too many cells");
}

static void
sheets_in_utf_16_have_merged_cells_too (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const char *xml = "<?xml version='1.0' encoding='UTF-16'?>" MERGED (
    "<row r='1'>" TEXT ("A1", "h") "</row><row r='2'>" TEXT ("A2", "村") TEXT ("B2", "1") "</row><row r='3'>" TEXT ("B3", "2") "</row>",
    RANGE ("A2:A3"));
  gsize length;
  g_autofree char *wide = g_convert (xml, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
  const WorkbookPart part = {"xl/worksheets/sheet1.xml", wide, length};
  g_autofree char *path = g_build_filename (fixture->dir, "w.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  LbRow row;

  workbook_write (path, &part, 1);
  g_autoptr (LbRowSource) source = lb_xlsx_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lb_row_source_next (source, &row, NULL));
  g_assert_true (lb_row_source_begin_data (source, NULL));
  g_assert_true (lb_row_source_next (source, &row, NULL));
  g_assert_true (lb_row_source_next (source, &row, NULL));
  g_assert_cmpstr (row.cells[0], ==, "村");
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (LedgerFixture *, gconstpointer);
  } tests[] = {
    {"/merged/a-number-written-once-holds-for-all-members", a_number_written_once_holds_for_all_members},
    {"/merged/the-same-sheet-as-csv-is-not-guessed-at", the_same_sheet_as_csv_is_not_guessed_at},
    {"/merged/a-sum-for-several-rows-is-counted-once", a_sum_for_several_rows_is_counted_once},
    {"/merged/rectangles-fill-every-cell", rectangles_fill_every_cell},
    {"/merged/hidden-values-of-their-own-are-kept", hidden_values_of_their_own_are_kept},
    {"/merged/nothing-is-made-of-empty-cells-and-rows", nothing_is_made_of_empty_cells_and_rows},
    {"/merged/merged-headings-fill-nothing-below-them", merged_headings_fill_nothing_below_them},
    {"/merged/a-merged-total-is-still-no-row", a_merged_total_is_still_no_row},
    {"/merged/overlapping-cells-are-refused", overlapping_cells_are_refused},
    {"/merged/a-million-rows-cost-no-more-than-one", a_million_rows_cost_no_more_than_one},
    {"/merged/too-many-merged-cells-are-refused", too_many_merged_cells_are_refused},
    {"/merged/long-texts-are-not-multiplied-without-end", long_texts_are_not_multiplied_without_end},
    {"/merged/sheets-in-utf-16-have-merged-cells-too", sheets_in_utf_16_have_merged_cells_too},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, LedgerFixture, NULL, ledger_set_up, tests[i].run, ledger_tear_down);
  return g_test_run ();
}
