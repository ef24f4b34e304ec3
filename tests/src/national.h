/* national.h - the one-row-per-person export of the national system, with people who do not exist
 *
 * 177 columns in the layout that rule scripts of a province know (domain.md §1.7): E 户编号, M 监测对象类别, AP 劳动技能,
 * AV, BI, CH, DE, DF, ET, FI–FU; two headings stand twice, brackets are full-width, one heading holds a line break.
 */
#pragma once
#include <glib.h>

#define NATIONAL_COLUMNS 177

/* (transfer full): the row of headings as CSV. */
char *national_header (void);

/* Appends a row: pairs of heading and cell, NULL-terminated; the other cells are empty. */
void national_row (GString *out, ...) G_GNUC_NULL_TERMINATED;

/* (transfer full): @households invented households of two to five people in 东山村 and 西坪村 of the ledgers' fixture, one
 * of three monitored. The same number gives the same bytes. */
char *national_export (guint households);

/* A number with the right check digit for a place that has no such people: @serial from 0 to 9999999. */
void national_certificate (char number[19], guint serial);
