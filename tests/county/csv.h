/* csv.h - a ledger file being written, field after field
 *
 * Quotes where needed, ends lines with a line feed, encodes as asked, and spoils the share of rows that was asked for.
 */
#pragma once
#include "tests/county/options.h"

typedef struct _Csv Csv;

/* @headings: the first line, joined by commas. */
Csv *csv_new (const Options *options, const char *name, const char *headings);
void csv_text (Csv *self, const char *text);
void csv_number (Csv *self, int number);
/* "2025-12-31"; empty for day 0. */
void csv_day (Csv *self, guint32 day);
void csv_end_row (Csv *self);
/* Writes the file, prints its rows and frees @self. */
gboolean csv_close (Csv *self, GError **error);

/* Days are those of GDate (1 January of year 1 is day 1). */
guint32 day_of (int year, int month, int day);
