/* check-sheets.h - checks as sheets: rows that go in (figures.h), hits that come out
 *
 * A hit: "H1 breach 2024-03-31..", household (or region, or "all"), verdict, first and last day; nothing where an end is open.
 */
#pragma once

typedef struct {
  const char *path; /* of the test                  */
  const char *id;
  const char *rules; /* NULL: the project's, national */
  const char *rows;
  const char *hits;
} CheckSheet;

/* Each ends with a NULL path. */
extern const CheckSheet check_sheets_doubt[], check_sheets_work[];
