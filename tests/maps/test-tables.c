/* Tables of other formats than CSV: what they hold arrives as it was written, and what is no table is refused in a sentence.
 * The workbooks are written here by libxlsxwriter; what it would not write is tested in tests/src/test-xlsx.c. */
#include "maps/tables.h"
#include "src/export.h"
#include "tests/src/ledger-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>
#include <zlib.h>

static char *
in_folder (const LedgerFixture *fixture, const char *name)
{
  return g_build_filename (fixture->dir, name, NULL);
}

static LbImportResult *
import (LedgerFixture *fixture, const char *path, const char *sheet, GError **error)
{
  const LbImportOptions options = {.sheet = sheet, .open = lb_tables_open};

  return lb_ledger_import (fixture->project, path, &options, error);
}

static void
write_texts (lxw_worksheet *sheet, lxw_row_t row, const char *const *texts)
{
  for (lxw_col_t i = 0; texts[i] != NULL; i++)
    if (*texts[i] != '\0')
      worksheet_write_string (sheet, row, i, texts[i], NULL);
}

#define TEXTS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void
expect_refusal (LedgerFixture *fixture, const char *path, const char *sheet, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = ledger_dump (fixture->project);

  g_assert_null (import (fixture, path, sheet, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (before, ==, after);
}

/* Title above the headings, an empty row, and a sheet before it that is no ledger. */
static void
write_households (const char *path)
{
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *about = workbook_add_worksheet (book, "说明"), *sheet = workbook_add_worksheet (book, "农户");

  worksheet_write_string (about, 0, 0, "填报说明", NULL);
  worksheet_merge_range (sheet, 0, 0, 0, 6, "岚岭县农户台账", NULL);
  write_texts (sheet, 2, TEXTS ("户编号", "户主姓名", "户类型", "乡（镇）", "行政村", "网格编码", "家庭人口数"));
  write_texts (sheet, 3, TEXTS ("539902000123456789", "甲一", "脱贫户", "清河镇", "东山村", "539902100201001"));
  worksheet_write_number (sheet, 3, 6, 4, NULL);
  worksheet_write_number (sheet, 4, 0, 539902000123456789.0, NULL);
  write_texts (sheet, 4, TEXTS ("", "乙二", "脱贫户", "清河镇", "东山村", "539902100201001", "4"));
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

static void
digits_of_text_survive_and_lost_ones_are_refused (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "h.xlsx");
  g_autoptr (GError) error = NULL;

  write_households (path);
  g_autoptr (LbImportResult) result = import (fixture, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->accepted, ==, 1);
  g_assert_cmpint (result->rejected, ==, 1);
  const LbReject *reject = g_ptr_array_index (result->rejects, 0);
  g_assert_cmpint (reject->row, ==, 5);
  g_assert_nonnull (strstr (reject->reason, "the digits are lost"));
  g_autofree char *number = ledger_text (fixture, "SELECT household_no FROM household");
  g_assert_cmpstr (number, ==, "539902000123456789");
}

static void
the_sheet_that_fits_is_read_and_the_others_are_told (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "h.xlsx");
  g_autoptr (GError) error = NULL;

  write_households (path);
  expect_refusal (fixture, path, "说明", "none of its headings is known");
  expect_refusal (fixture, path, "目录", "its sheets are: 说明, 农户");
  g_autoptr (LbImportResult) result = import (fixture, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->notices->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (result->notices, 0), "the sheet “农户” was read"));
}

/* Groups over their parts, merged as the national system's forms are; days as days, fen as fen. */
static void
two_rows_of_headings_and_days_arrive (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "c.xlsx");
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (GError) error = NULL;
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "监测对象");
  lxw_format *day = workbook_add_format (book);
  lxw_datetime date = {.year = 2023, .month = 4, .day = 5};

  format_set_num_format (day, "yyyy\"年\"m\"月\"d\"日\"");
  worksheet_merge_range (sheet, 0, 0, 1, 0, "户编号", NULL);
  worksheet_merge_range (sheet, 0, 1, 1, 1, "监测对象类别", NULL);
  worksheet_merge_range (sheet, 0, 2, 0, 3, "识别情况", NULL);
  write_texts (sheet, 1, TEXTS ("", "", "识别监测时间", "合规自付支出", "风险是否已消除", "消除监测时间"));
  write_texts (sheet, 2, TEXTS ("5399020001", "边缘易致贫户"));
  worksheet_write_datetime (sheet, 2, 2, &date, day);
  worksheet_write_number (sheet, 2, 3, 0.04, NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);

  g_autoptr (LbImportResult) result = import (fixture, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->accepted, ==, 1);
  g_autofree char *stored = ledger_text (fixture, "SELECT identified_on FROM monitoring_case");
  g_assert_cmpstr (stored, ==, "2023-04-05");
}

/* A sheet a township: each is a batch, and known again. */
static void
sheets_of_one_kind_are_batches_of_their_own (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  static const char *const names[] = {"清河镇", "松岭镇"};
  g_autofree char *path = in_folder (fixture, "t.xlsx");
  lxw_workbook *book = workbook_new (path);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *number = g_strdup_printf ("5399029900000%03d", (int) i);
    lxw_worksheet *sheet = workbook_add_worksheet (book, names[i]);
    write_texts (sheet, 0, TEXTS ("户编号", "户主姓名", "乡（镇）", "行政村", "家庭人口数"));
    write_texts (sheet, 1, TEXTS (number, "甲一", "清河镇", "东山村", "3"));
  }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (LbImportResult) result = import (fixture, path, names[i], &error);
    g_assert_no_error (error);
    g_assert_cmpint (result->accepted, ==, 1);
  }
  expect_refusal (fixture, path, names[0], "was imported before, as batch 1");
  expect_refusal (fixture, path, names[1], "was imported before, as batch 2");
  g_autofree char *sheets = ledger_text (fixture, "SELECT group_concat (sheet) FROM import_batch");
  g_assert_cmpstr (sheets, ==, "清河镇,松岭镇");
}

/* The national export: a row a person on the first sheet, their work away from home on the second, with days as days. */
static void
the_second_sheet_of_the_national_export_is_read (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "n.xlsx");
  g_autoptr (GError) error = NULL;
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *people = workbook_add_worksheet (book, "监测户家庭成员"), *work = workbook_add_worksheet (book, "外出务工月监测");
  lxw_format *day = workbook_add_format (book);
  lxw_datetime date = {.year = 2024, .month = 3, .day = 1};

  format_set_num_format (day, "yyyy-mm");
  write_texts (people, 0, TEXTS ("户编号", "乡（镇）", "行政村", "家庭人口数", "人编号", "姓名", "与户主关系", "监测对象类别", "识别监测时间"));
  write_texts (people, 1, TEXTS ("5399029900000001", "清河镇", "东山村", "2", "01", "甲一", "户主", "边缘易致贫户", "202304"));
  write_texts (people, 2, TEXTS ("5399029900000001", "清河镇", "东山村", "2", "02", "甲二", "配偶", "边缘易致贫户", "202304"));
  write_texts (work, 0, TEXTS ("户编号", "人编号", "姓名", "是否已务工", "开始时间", "结束时间", "就业渠道", "所属行业", "务工企业名称"));
  write_texts (work, 1, TEXTS ("5399029900000001", "02", "甲二", "是", "", "", "劳务输出", "建筑业"));
  worksheet_write_datetime (work, 1, 4, &date, day);
  write_texts (work, 2, TEXTS ("5399029900000001", "03", "甲三", "否"));
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);

  g_autoptr (LbImportResult) first = import (fixture, path, "监测户家庭成员", &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->accepted, ==, 2);
  const LbImportOptions options = {.sheet = "外出务工月监测", .open = lb_tables_open};
  g_autoptr (LbImportResult) second = lb_ledger_import (fixture->project, path, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->kind, ==, "work");
  g_assert_cmpint (second->accepted, ==, 1);
  g_assert_cmpint (second->rejected, ==, 1);
  g_assert_nonnull (strstr (((LbReject *) g_ptr_array_index (second->rejects, 0))->reason, "has no member of this number"));
  g_autofree char *stored = ledger_text (fixture, "SELECT p.name || w.started_on || w.channel FROM person_work w JOIN person p ON p.id = w.person_id");
  g_assert_cmpstr (stored, ==, "甲二2024-03劳务输出");
}

static void
an_export_as_workbook_imports_again (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "out.xlsx"), *masked = in_folder (fixture, "masked.xlsx");
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autofree char *sql = g_strdup ("SELECT group_concat (household_no || head_name || size || region_id, ' ') FROM household");
  g_autofree char *before = ledger_text (fixture, sql);
  g_autoptr (GError) error = NULL;

  g_assert_true (lb_export_table (fixture->project, "households", path, "test", NULL, NULL, &error));
  g_assert_true (lb_export_table (fixture->project, "households", masked, NULL, NULL, NULL, &error));
  g_autoptr (LbImportResult) whole = import (fixture, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (whole->accepted, ==, 3);
  g_autoptr (LbImportResult) hidden = import (fixture, masked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hidden->accepted, ==, 0);
  g_assert_nonnull (strstr (((LbReject *) g_ptr_array_index (hidden->rejects, 0))->reason, "is masked"));
  g_autofree char *after = ledger_text (fixture, sql);
  g_assert_cmpstr (before, ==, after);
}

static void
put16 (GByteArray *bytes, guint value)
{
  const guint8 two[] = {value & 255, value >> 8 & 255};

  g_byte_array_append (bytes, two, 2);
}

static void
put32 (GByteArray *bytes, guint32 value)
{
  put16 (bytes, value & 0xFFFF);
  put16 (bytes, value >> 16);
}

/* An archive of one part: @size zeros, deflated; its headers tell @told bytes. */
static void
write_bomb (const char *path, gsize size, guint32 told)
{
  g_autoptr (GByteArray) zip = g_byte_array_new ();
  g_autofree guint8 *zeros = g_malloc0 (1 << 20), *out = g_malloc (1 << 20);
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  z_stream stream = {NULL};
  uLong checksum = 0;

  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY), ==, Z_OK);
  for (gsize done = 0; done < size; done += 1 << 20) {
    checksum = crc32 (checksum, zeros, 1 << 20);
    stream.next_in = zeros;
    stream.avail_in = 1 << 20;
    gboolean last = done + (1 << 20) >= size;
    do {
      stream.next_out = out;
      stream.avail_out = 1 << 20;
      deflate (&stream, last ? Z_FINISH : Z_NO_FLUSH);
      g_byte_array_append (packed, out, (1 << 20) - stream.avail_out);
    } while (stream.avail_out == 0);
  }
  deflateEnd (&stream);
  for (int central = 0; central < 2; central++) {
    put32 (zip, central ? 0x02014b50 : 0x04034b50);
    for (int i = 0; i < 3 + central; i++)
      put16 (zip, i == 2 + central ? 8 : i == 1 + central ? 0 : 20);
    put32 (zip, 0); /* time and date */
    put32 (zip, (guint32) checksum);
    put32 (zip, packed->len);
    put32 (zip, told);
    put16 (zip, 1);
    put16 (zip, 0);
    for (int i = 0; central && i < 7; i++)
      put16 (zip, 0);
    g_byte_array_append (zip, (const guint8 *) "x", 1);
    if (!central)
      g_byte_array_append (zip, packed->data, packed->len);
  }
  guint32 at = 31 + packed->len;
  put32 (zip, 0x06054b50);
  put32 (zip, 0);
  put16 (zip, 1);
  put16 (zip, 1);
  put32 (zip, 47);
  put32 (zip, at);
  put16 (zip, 0);
  g_assert_true (g_file_set_contents (path, (const char *) zip->data, zip->len, NULL));
}

static void
bombs_are_refused_whatever_their_headers_say (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "bomb.ods");

  write_bomb (path, 64 << 20, 64 << 20);
  expect_refusal (fixture, path, NULL, "unpacks to far more than its size");
  write_bomb (path, 64 << 20, 1000);
  expect_refusal (fixture, path, NULL, "unpacks to far more than its size");
  write_bomb (path, 1 << 20, 1 << 20); /* small enough, and no workbook */
  expect_refusal (fixture, path, NULL, "cannot be read as a workbook");
}

static void
cut_workbooks_are_refused (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "h.xlsx"), *bytes = NULL;
  gsize length;

  write_households (path);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize keep = 100; keep < length; keep += length / 7) {
    g_assert_true (g_file_set_contents (path, bytes, (gssize) keep, NULL));
    expect_refusal (fixture, path, NULL, "damaged");
  }
}

static void
what_is_called_a_workbook_need_not_be_one (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *page = ledger_write (fixture, "page.xls", "<html><table><tr><td>户编号</td></tr></table></html>", -1);
  g_autoptr (GString) tabs = g_string_new (ledger_households);
  g_autoptr (GError) error = NULL;

  expect_refusal (fixture, page, NULL, "is a web page");
  g_string_replace (tabs, ",", "\t", 0);
  g_autofree char *text = ledger_write (fixture, "text.xls", tabs->str, -1);
  g_autoptr (LbImportResult) result = import (fixture, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->accepted, ==, 3);
}

/* The container that a workbook under a password is put in. */
static void
workbooks_under_a_password_are_told (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  static const char stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  g_byte_array_set_size (bytes, 1536);
  memset (bytes->data + 8, 0, 1528);
  g_byte_array_append (bytes, (const guint8 *) stream, sizeof stream);
  g_byte_array_set_size (bytes, 2048);
  g_autofree char *path = ledger_write (fixture, "sealed.xlsx", (const char *) bytes->data, (gssize) bytes->len);
  expect_refusal (fixture, path, NULL, "has a password");
}

static char *
kept_table (const char *name)
{
  return g_build_filename (g_getenv ("LB_TESTS"), "maps", "tables", name, NULL);
}

/* (transfer full): every row of the sheet called “监测对象” or, where there are no sheets, of the file. Cells that are empty at
 * the end of a row may be there or not. */
static char *
read_rows (const char *name)
{
  g_autofree char *path = kept_table (name);
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbRowSource) source = lb_tables_open (path, NULL, notices, &error);
  LbRow row;

  g_assert_no_error (error);
  const char *const *sheets = lb_row_source_get_sheets (source);
  guint sheet = 0;
  while (sheets != NULL && !g_str_equal (sheets[sheet], "监测对象"))
    sheet++;
  g_assert_true (lb_row_source_choose (source, sheet, &error));
  while (lb_row_source_next (source, &row, &error)) {
    while (row.n > 0 && row.cells[row.n - 1][0] == '\0')
      row.n--;
    g_string_append_printf (text, "%d:", (int) row.number);
    for (guint i = 0; i < row.n; i++)
      g_string_append_printf (text, "%s|", row.cells[i]);
    g_string_append_c (text, '\n');
  }
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One ledger written three times by tests/maps/tables/make.py. */
static void
old_workbooks_and_open_documents_equal_the_csv (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *csv = read_rows ("ledger.csv"), *xls = read_rows ("ledger.xls"), *ods = read_rows ("ledger.ods");
  g_autofree char *old = kept_table ("ledger.xls");

  g_assert_nonnull (strstr (csv, "\n4:539902000123456789|边缘易致贫户|4|2023-04-05|6999.5|0|是|2024-02-29|0012|\n"));
  g_assert_nonnull (strstr (csv, "\n5:000000000000000017|"));
  g_assert_cmpstr (xls, ==, csv);
  g_assert_cmpstr (ods, ==, csv);
  expect_refusal (fixture, old, "目录", "its sheets are: 说明, 监测对象, 旧表");
}

/* A record that an old workbook under a password has stands where another stood. */
static void
old_workbooks_under_a_password_are_refused (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *old = kept_table ("ledger.xls"), *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (old, &bytes, &length, NULL));
  char *record = memmem (bytes, length, "\xE1\x00\x02\x00", 4); /* INTERFACEHDR, of two bytes */
  g_assert_nonnull (record);
  *record = 0x2F; /* FILEPASS */
  g_autofree char *path = ledger_write (fixture, "sealed.xls", bytes, (gssize) length);
  expect_refusal (fixture, path, NULL, "has a password");
}

static void
convert (LedgerFixture *fixture, const char *format, const char *from, const char *to)
{
  const char *const argv[] = {"ogr2ogr", "-f", format, "-lco", "ENCODING=UTF-8", to, from, NULL};
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (fixture->dir, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
open_documents_and_dbf_hold_the_same_rows (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *csv = ledger_write (fixture, "h.csv", ledger_households, -1), *ods = in_folder (fixture, "h.ods");
  g_autofree char *dbf = in_folder (fixture, "t.dbf"), *before = NULL, *after = NULL;
  g_autofree char *table = ledger_write (fixture, "t.csv", "no,name,kind,town,village,grid,size\n"
                                         "5399020001,甲一,脱贫户,清河镇,东山村,539902100201001,4\n", -1);
  const char *const maps[] = {"household_no=no", "head_name=name", "type=kind", "township=town", "village=village",
                              "grid=grid", "size=size", NULL};
  g_autoptr (GError) error = NULL;

  convert (fixture, "ODS", csv, ods);
  g_autoptr (LbImportResult) first = import (fixture, ods, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->accepted, ==, 3);
  g_assert_cmpint (first->rejected, ==, 0);
  convert (fixture, "ESRI Shapefile", table, dbf);
  const LbImportOptions options = {.kind = "households", .open = lb_tables_open, .maps = maps};
  g_autoptr (LbImportResult) second = lb_ledger_import (fixture->project, dbf, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->accepted, ==, 1);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household"), ==, 3);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (LedgerFixture *, gconstpointer);
  } tests[] = {
    {"/tables/digits-of-text-survive-and-lost-ones-are-refused", digits_of_text_survive_and_lost_ones_are_refused},
    {"/tables/the-sheet-that-fits-is-read-and-the-others-are-told", the_sheet_that_fits_is_read_and_the_others_are_told},
    {"/tables/two-rows-of-headings-and-days-arrive", two_rows_of_headings_and_days_arrive},
    {"/tables/sheets-of-one-kind-are-batches-of-their-own", sheets_of_one_kind_are_batches_of_their_own},
    {"/tables/the-second-sheet-of-the-national-export-is-read", the_second_sheet_of_the_national_export_is_read},
    {"/tables/an-export-as-workbook-imports-again", an_export_as_workbook_imports_again},
    {"/tables/bombs-are-refused-whatever-their-headers-say", bombs_are_refused_whatever_their_headers_say},
    {"/tables/cut-workbooks-are-refused", cut_workbooks_are_refused},
    {"/tables/workbooks-under-a-password-are-told", workbooks_under_a_password_are_told},
    {"/tables/what-is-called-a-workbook-need-not-be-one", what_is_called_a_workbook_need_not_be_one},
    {"/tables/old-workbooks-and-open-documents-equal-the-csv", old_workbooks_and_open_documents_equal_the_csv},
    {"/tables/old-workbooks-under-a-password-are-refused", old_workbooks_under_a_password_are_refused},
    {"/tables/open-documents-and-dbf-hold-the-same-rows", open_documents_and_dbf_hold_the_same_rows},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, LedgerFixture, NULL, ledger_set_up, tests[i].run, ledger_tear_down);
  return g_test_run ();
}
