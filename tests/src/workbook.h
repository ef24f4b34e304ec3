/* A workbook made part by part, for the tests of its reader: what no spreadsheet would write can be written too */
#pragma once
#include <glib.h>

typedef struct {
  const char *name;
  const char *xml;  /* NULL: the part that workbooks of the tests have otherwise is left out */
  gsize length;     /* 0: a text */
} WorkbookPart;

/* A workbook with @n parts of its own; the other parts name one sheet, “表”, with shared texts and styles. */
GBytes *workbook_make (const WorkbookPart *parts, gsize n);
void    workbook_write (const char *path, const WorkbookPart *parts, gsize n);

/* A part by its role. */
#define WORKBOOK_SHEET(rows) {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" rows "</sheetData></worksheet>"}
#define WORKBOOK_STRINGS(items) {"xl/sharedStrings.xml", "<sst>" items "</sst>"}
#define WORKBOOK_STYLES(items) {"xl/styles.xml", "<styleSheet>" items "</styleSheet>"}
