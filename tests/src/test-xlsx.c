/* Workbooks read part by part: every cell arrives as a person would type it, whoever wrote the file and however */
#include "src/error.h"
#include "src/xlsx.h"
#include "tests/src/workbook.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *dir, *path;
} Fixture;

static void
set_up (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("lookback-xlsx-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "w.xlsx", NULL);
}

static void
tear_down (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
}

/* (transfer full): "number: a|b|c", line by line. NULL with @error. */
static char *
read_sheet (LbRowSource *source, guint sheet, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  LbRow row;

  if (!lb_row_source_choose (source, sheet, error))
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

static char *
read_file (const Fixture *fixture, GError **error)
{
  g_autoptr (LbRowSource) source = lb_xlsx_open (fixture->path, NULL, NULL, error);

  return source != NULL ? read_sheet (source, 0, error) : NULL;
}

static void
expect_rows (const Fixture *fixture, const char *rows)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *read = read_file (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, rows);
}

/* A sentence, in one line, of an error that the person at the screen can mend. */
static void
expect_refusal (const Fixture *fixture, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *read = read_file (fixture, &error);

  g_assert_null (read);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == LB_ERROR);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, "w.xlsx"));
  g_assert_null (strchr (error->message, '\n'));
}

#define WRITE(fixture, ...)                                                                              \
  G_STMT_START {                                                                                         \
    const WorkbookPart parts_[] = {__VA_ARGS__};                                                         \
    workbook_write ((fixture)->path, parts_, G_N_ELEMENTS (parts_));                                     \
  } G_STMT_END

/* What cells hold ---------------------------------------------------------------------------------------------- */

static void
texts_survive_to_the_digit (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  WRITE (fixture,
         WORKBOOK_STRINGS ("<si><t>539902198001010018</t></si>"
                           "<si><r><rPr><b/></rPr><t>边缘</t></r><r><t xml:space='preserve'> 户</t></r></si>"
                           "<si><t>王</t><rPh sb='0' eb='1'><t>wáng</t></rPh><phoneticPr fontId='1'/></si>"
                           "<si><t>a&amp;b&#10;c_x000D__x005F_x0041_ _x00zz_</t></si><si/>"),
         WORKBOOK_SHEET ("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c>"
                         "<c r='D1' t='inlineStr'><is><t>00</t><r><t>17</t></r><rPh><t>x</t></rPh></is></c></row>"
                         "<row r='2'><c r='A2' t='s'><v>3</v></c><c r='B2' t='s'><v>4</v></c>"
                         "<c r='C2' t='str'><f>A1</f><v>0012</v></c></row>"));
  expect_rows (fixture, "1: 539902198001010018|边缘 户|王|0017\n2: a&b\nc\r_x0041_ _x00zz_||0012\n");
}

static void
numbers_are_as_one_would_type_them (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  WRITE (fixture,
         WORKBOOK_SHEET ("<row><c><v>7</v></c><c t='n'><v>-0.5</v></c><c><v>0.10000000000000001</v></c><c><v>1E+5</v></c>"
                         "<c><v>123456789012345</v></c><c><v>539902198001010018</v></c><c><v>5.3990219800101E+17</v></c>"
                         "<c><v>2.0000000000000018E-2</v></c><c><v>12.50</v></c><c><v>abc</v></c></row>"));
  expect_rows (fixture, "1: 7|-0.5|0.1|100000|123456789012345|539902198001010018|5.3990219800101E+17|0.02|12.50|abc\n");
}

static void
truth_and_errors_have_words (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  WRITE (fixture, WORKBOOK_SHEET ("<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#REF!</v></c>"
                                  "<c t='d'><v>2023-04-05T00:00:00</v></c><c t='d'><v>2023-04-05T08:30:00</v></c></row>"));
  expect_rows (fixture, "1: TRUE|FALSE|#REF!|2023-04-05|2023-04-05T08:30:00\n");
}

#define SERIALS                                                                                          \
  WORKBOOK_STYLES ("<numFmts count='2'><numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m&quot;月&quot;'/>" \
                   "<numFmt numFmtId='165' formatCode='[h]:mm'/></numFmts>"                              \
                   "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"                                     \
                   "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='22'/>" \
                   "<xf numFmtId='9'/><xf numFmtId='165'/><xf numFmtId='20'/></cellXfs>"),               \
  WORKBOOK_SHEET ("<row><c s='0'><v>45021</v></c><c s='1'><v>45021</v></c><c s='2'><v>45021</v></c>"     \
                  "<c s='3'><v>45021.354166666664</v></c><c s='3'><v>45021.999999</v></c><c s='4'><v>0.125</v></c>" \
                  "<c s='5'><v>1.5</v></c><c s='6'><v>0.5</v></c></row>"                                 \
                  "<row><c s='1'><v>1</v></c><c s='1'><v>60</v></c><c s='1'><v>61</v></c><c s='1'><v>-3</v></c>" \
                  "<c s='1'><v>1e300</v></c><c s='99'><v>5</v></c></row>")

static void
days_are_days (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  WRITE (fixture, SERIALS);
  expect_rows (fixture, "1: 45021|2023-04-05|2023-04|2023-04-05 08:30:00|2023-04-06|12.5%|1.5|12:00:00\n"
                        "2: 1900-01-01|60|1900-03-01|-3|1e300|5\n");
}

static void
days_may_be_counted_from_1904 (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  WRITE (fixture, SERIALS,
         {"xl/workbook.xml", "<workbook><workbookPr date1904='true'/><sheets><sheet name='表' sheetId='1' r:id='rId1' "
                             "xmlns:r='x'/></sheets></workbook>"});
  expect_rows (fixture, "1: 45021|2027-04-06|2027-04|2027-04-06 08:30:00|2027-04-07|12.5%|1.5|12:00:00\n"
                        "2: 1904-01-02|1904-03-01|1904-03-02|1903-12-29|1e300|5\n");
}

static void
formulas_give_what_was_computed_last (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  WRITE (fixture, WORKBOOK_SHEET ("<row><c><f>1+1</f><v>2</v></c><c t='str'><f t='shared' si='0'/><v/></c><c><v>3</v></c></row>"));
  expect_rows (fixture, "1: 2||3\n");
  WRITE (fixture, WORKBOOK_SHEET ("<row r='4'><c r='B4'><f>1+1</f></c></row>"));
  expect_refusal (fixture, "row 4, column 2: the formula was never computed");
}

/* How files are built ------------------------------------------------------------------------------------------ */

static void
rows_and_cells_need_not_say_where_they_stand (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  WRITE (fixture, {"xl/worksheets/sheet1.xml",
                   "<worksheet><dimension ref='A1:XFD1048576'/><cols><col min='1' max='16384' hidden='1'/></cols><sheetData>"
                   "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row r='9'/><row r='5'/>"
                   "<row hidden='1'><c r='B11'><v>4</v></c><c r='A11'><v>5</v></c></row>"
                   "<row r='3'><c><v> </v></c><c r='XFD3' s='1'/></row><row r='20'><c r='A20'><v>6</v></c></row></sheetData>"
                   "<mergeCells><mergeCell ref='A1:B2'/></mergeCells><row><c><v>7</v></c></row></worksheet>"});
  expect_rows (fixture, "1: 1|||2|3\n11: 5|4\n20: 6\n");
}

/* ISO 29500 strict has other namespaces; some writers put a prefix before every name; targets may be absolute, folders have any name. */
static void
strict_prefixed_and_oddly_placed_workbooks_are_read (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const char *const targets[] = {"/Odd/Sheets/A.xml", "../odd/sheets/a.xml", "sheets\\A.xml", "./x/../sheets/a.xml"};

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_autofree char *relations = g_strdup_printf (
      "<p:Relationships xmlns:p='u'><p:Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet'"
      " Target='%s'/></p:Relationships>", targets[i]);
    WRITE (fixture,
           {"_rels/.rels", "<Relationships><Relationship Id='x' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/"
                           "officeDocument' Target='/odd/book.xml'/></Relationships>"},
           {"odd/book.xml", "<x:workbook xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main' xmlns:q='v'><x:sheets>"
                            "<x:sheet name='甲' sheetId='1' q:id='a'/></x:sheets></x:workbook>"},
           {"odd/_rels/book.xml.rels", relations},
           {"odd/sheets/a.xml", "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?><x:worksheet xmlns:x='u'><x:sheetData><x:row>"
                                "<x:c t='inlineStr'><x:is><x:t>好</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"});
    expect_rows (fixture, "1: 好\n");
  }
}

static void
hidden_sheets_stand_behind_the_others (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  WRITE (fixture,
         {"xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='旧' sheetId='1' state='veryHidden' r:id='rId1'/>"
                             "<sheet name='图' sheetId='2' r:id='rId2'/><sheet name='新' sheetId='3' state='visible' r:id='rId3'/>"
                             "<sheet name='无' sheetId='4' r:id='rId9'/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id='rId1' Type='t/worksheet' Target='worksheets/sheet1.xml'/>"
          "<Relationship Id='rId2' Type='t/chartsheet' Target='c.xml'/>"
          "<Relationship Id='rId3' Type='t/worksheet' Target='worksheets/sheet3.xml'/></Relationships>"},
         WORKBOOK_SHEET ("<row><c><v>1</v></c></row>"),
         {"xl/worksheets/sheet3.xml", "<worksheet><sheetData><row><c><v>3</v></c></row><row><c><v>4</v></c></row></sheetData></worksheet>"});
  g_autoptr (LbRowSource) source = lb_xlsx_open (fixture->path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *names = g_strjoinv (" ", (char **) lb_row_source_get_sheets (source));
  g_assert_cmpstr (names, ==, "新 旧");
  for (int turn = 0; turn < 2; turn++) { /* a sheet can be read again, and another in between */
    g_autofree char *new_rows = read_sheet (source, 0, &error), *old_rows = read_sheet (source, 1, &error);
    g_assert_cmpstr (new_rows, ==, "1: 3\n2: 4\n");
    g_assert_cmpstr (old_rows, ==, "1: 1\n");
  }
}

/* What must be refused ----------------------------------------------------------------------------------------- */

static char *
repeat (const char *before, const char *piece, gsize times, const char *after)
{
  g_autoptr (GString) text = g_string_new (before);

  for (gsize i = 0; i < times; i++)
    g_string_append (text, piece);
  g_string_append (text, after);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define SHEET_START "<worksheet><sheetData><row r='3'>"
#define SHEET_END   "</row></sheetData></worksheet>"

static void
endless_cells_and_rows_are_refused (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *inline_text = repeat (SHEET_START "<c r='B3' t='inlineStr'><is><t>", "0123456789", 1 << 20, "</t></is></c>" SHEET_END);
  g_autofree char *shared = repeat ("<sst><si><t>", "0123456789", 1 << 20, "</t></si></sst>");
  g_autofree char *longest = repeat ("<sst><si><t>", "0123", 1 << 18, "</t></si></sst>");
  g_autofree char *row = repeat (SHEET_START, "<c t='s'><v>0</v></c>", 20, SHEET_END);

  WRITE (fixture, {"xl/worksheets/sheet1.xml", inline_text});
  expect_refusal (fixture, "row 3, column 2: the cell is longer than 1 MiB");
  WRITE (fixture, {"xl/sharedStrings.xml", shared}, WORKBOOK_SHEET ("<row><c t='s'><v>0</v></c></row>"));
  expect_refusal (fixture, "row 1, column 1: the cell is longer than 1 MiB");
  WRITE (fixture, {"xl/sharedStrings.xml", longest}, {"xl/worksheets/sheet1.xml", row});
  expect_refusal (fixture, "row 3, column 16: the row is longer than 16 MiB");
  WRITE (fixture, {"xl/sharedStrings.xml", longest}, WORKBOOK_SHEET ("<row><c t='s'><v>0</v></c></row>"));
  g_autofree char *rows = read_file (fixture, NULL);
  g_assert_cmpuint (strlen (rows), ==, strlen ("1: \n") + (1 << 20));
}

static void
columns_without_end_are_refused (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *unnamed = repeat (SHEET_START, "<c><v>1</v></c>", 4097, SHEET_END);
  g_autofree char *empty = repeat (SHEET_START, "<c/>", 100000, SHEET_END);

  WRITE (fixture, WORKBOOK_SHEET ("<row><c r='FAN1'><v>1</v></c></row>")); /* the 4096th */
  g_autofree char *most = read_file (fixture, NULL);
  g_assert_cmpuint (strlen (most), ==, strlen ("1: 1\n") + 4095);
  WRITE (fixture, WORKBOOK_SHEET ("<row><c r='XFD1'><v>1</v></c></row>"));
  expect_refusal (fixture, "sheet 表 has more than 4096 columns");
  WRITE (fixture, WORKBOOK_SHEET ("<row><c r='BDWGN1'><v>1</v></c></row>")); /* the millionth */
  expect_refusal (fixture, "has more than 4096 columns");
  WRITE (fixture, WORKBOOK_SHEET ("<row><c r='ZZZZZZZZZZZZZZZZZZZZZZZZ1'><v>1</v></c></row>"));
  expect_refusal (fixture, "has more than 4096 columns");
  WRITE (fixture, {"xl/worksheets/sheet1.xml", unnamed});
  expect_refusal (fixture, "has more than 4096 columns");
  WRITE (fixture, {"xl/worksheets/sheet1.xml", empty}); /* a row that was coloured to its end */
  expect_rows (fixture, "");
  WRITE (fixture, WORKBOOK_SHEET ("<row r='99999999999999999999'><c><v>1</v></c></row>"));
  expect_refusal (fixture, "damaged");
}

#define BOMB (17 << 20) /* bytes; below 16 MiB no ratio is too much */

static void
bombs_are_refused (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *rows = repeat ("<worksheet><sheetData>", "<row></row>", BOMB / 11, "</sheetData></worksheet>");
  g_autofree char *texts = repeat ("<sst>", "<si><t></t></si>", BOMB / 16, "</sst>");
  g_autofree char *styles = repeat ("<styleSheet>", "<xxxxxxxxxxx/>", BOMB / 14, "</styleSheet>");

  WRITE (fixture, {"xl/worksheets/sheet1.xml", rows});
  expect_refusal (fixture, "unpacks to far more than its size");
  WRITE (fixture, {"xl/sharedStrings.xml", texts}, WORKBOOK_SHEET ("<row><c t='s'><v>9999999</v></c></row>"));
  expect_refusal (fixture, "unpacks to far more than its size");
  WRITE (fixture, {"xl/styles.xml", styles});
  expect_refusal (fixture, "unpacks to far more than its size");
  WRITE (fixture, {"xl/media/image.png", rows}, WORKBOOK_SHEET ("<row><c><v>1</v></c></row>"));
  expect_rows (fixture, "1: 1\n"); /* what nobody asks for is not unpacked */
}

/* A billion laughs, files of this machine, elements without end, names without end. */
static void
hostile_xml_is_refused (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new ("<worksheet>"), names = g_string_new ("<worksheet>"), attributes = g_string_new ("<worksheet");
  g_autofree char *wide = repeat ("<worksheet a='", "0123456789abcdef", 1 << 17, "'/>");

  for (int i = 0; i < 10000; i++) {
    g_string_append (deep, "<a>");
    g_string_append_printf (names, "<name%d/>", i);
    g_string_append_printf (attributes, " name%d=''", i);
  }
  for (int i = 0; i < 10000; i++)
    g_string_append (deep, "</a>");
  g_string_append (deep, "</worksheet>");
  g_string_append (names, "</worksheet>");
  g_string_append (attributes, "/>");
  const char *const sheets[] = {
    "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>",
    "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><worksheet>&a;</worksheet>",
    "<worksheet><sheetData><row><c><v>1</v></c></row><row><c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c><v>1</v></c></row>", "not XML", "<worksheet>\x01</worksheet>",
    deep->str, names->str, attributes->str, wide};

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++) {
    WRITE (fixture, {"xl/worksheets/sheet1.xml", sheets[i]});
    expect_refusal (fixture, "damaged");
  }
}

/* Names of parts name parts, never files of this machine. */
static void
paths_do_not_leave_the_archive (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const char *const targets[] = {"../../../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..", "", "%2e%2e/x"};

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_autofree char *relations = g_strdup_printf (
      "<Relationships><Relationship Id='rId1' Type='t/worksheet' Target='%s'/></Relationships>", targets[i]);
    WRITE (fixture, {"xl/_rels/workbook.xml.rels", relations});
    expect_refusal (fixture, "damaged");
  }
  WRITE (fixture, {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='rId1' Type='t/worksheet' TargetMode='External' "
                                                 "Target='file:///etc/passwd'/></Relationships>"});
  expect_refusal (fixture, "is not an XLSX workbook");
}

static void
parts_that_are_not_there_are_told (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const char *const rows = "<worksheet><sheetData><row><c t='s'><v>1</v></c></row></sheetData></worksheet>";

  WRITE (fixture, {"xl/worksheets/sheet1.xml", NULL});
  expect_refusal (fixture, "damaged");
  WRITE (fixture, {"xl/workbook.xml", NULL});
  expect_refusal (fixture, "is not an XLSX workbook");
  WRITE (fixture, {"xl/workbook.xml", "<workbook><sheets/></workbook>"});
  expect_refusal (fixture, "is not an XLSX workbook");
  WRITE (fixture, WORKBOOK_STRINGS ("<si><t>0</t></si>"), {"xl/worksheets/sheet1.xml", rows});
  expect_refusal (fixture, "damaged"); /* a cell names a text that is not there */
  WRITE (fixture, {"xl/sharedStrings.xml", NULL}, {"xl/worksheets/sheet1.xml", rows});
  expect_refusal (fixture, "damaged");
  WRITE (fixture, {"xl/styles.xml", NULL}, {"xl/sharedStrings.xml", NULL}, {"_rels/.rels", NULL},
         WORKBOOK_SHEET ("<row><c s='1'><v>1</v></c></row>"));
  expect_rows (fixture, "1: 1\n");
}

/* Every byte in turn: rows or a sentence, never a crash, and a flipped bit in the sheet itself is noticed by its checksum. */
static void
damaged_archives_are_refused (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;
  guint refused = 0;

  WRITE (fixture, WORKBOOK_SHEET ("<row><c t='inlineStr'><is><t>539902198001010018</t></is></c></row>"));
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i += 3) {
    g_autoptr (GError) error = NULL;
    bytes[i] ^= 0x55;
    g_assert_true (g_file_set_contents_full (fixture->path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    g_autofree char *rows = read_file (fixture, &error);
    g_assert_true ((rows == NULL) == (error != NULL));
    refused += rows == NULL;
    bytes[i] ^= 0x55;
  }
  g_assert_cmpuint (refused, >, 50);
  for (gsize keep = 0; keep < length; keep += 50) {
    g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) keep, NULL));
    expect_refusal (fixture, "damaged");
  }
  g_unlink (fixture->path);
  expect_refusal (fixture, "cannot be read");
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    {"/xlsx/texts-survive-to-the-digit", texts_survive_to_the_digit},
    {"/xlsx/numbers-are-as-one-would-type-them", numbers_are_as_one_would_type_them},
    {"/xlsx/truth-and-errors-have-words", truth_and_errors_have_words},
    {"/xlsx/days-are-days", days_are_days},
    {"/xlsx/days-may-be-counted-from-1904", days_may_be_counted_from_1904},
    {"/xlsx/formulas-give-what-was-computed-last", formulas_give_what_was_computed_last},
    {"/xlsx/rows-and-cells-need-not-say-where-they-stand", rows_and_cells_need_not_say_where_they_stand},
    {"/xlsx/strict-prefixed-and-oddly-placed-workbooks-are-read", strict_prefixed_and_oddly_placed_workbooks_are_read},
    {"/xlsx/hidden-sheets-stand-behind-the-others", hidden_sheets_stand_behind_the_others},
    {"/xlsx/endless-cells-and-rows-are-refused", endless_cells_and_rows_are_refused},
    {"/xlsx/columns-without-end-are-refused", columns_without_end_are_refused},
    {"/xlsx/bombs-are-refused", bombs_are_refused},
    {"/xlsx/hostile-xml-is-refused", hostile_xml_is_refused},
    {"/xlsx/paths-do-not-leave-the-archive", paths_do_not_leave_the_archive},
    {"/xlsx/parts-that-are-not-there-are-told", parts_that_are_not_there_are_told},
    {"/xlsx/damaged-archives-are-refused", damaged_archives_are_refused},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
