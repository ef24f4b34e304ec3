/* number-format.h - how a spreadsheet shows the number in a cell, as far as it changes what is meant
 *
 * A date is a number that its format shows as one. Thousands separators, colours and decimals change nothing: the number
 * is given as a person would type it. Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  LB_FORM_NUMBER,
  LB_FORM_PERCENT,
  LB_FORM_YEAR,
  LB_FORM_MONTH,    /* year and month                                        */
  LB_FORM_DAY,      /* a day; also where the format leaves out the year      */
  LB_FORM_DAY_TIME,
  LB_FORM_TIME,
} LbNumberForm;

/* Of a format code ("yyyy\"年\"m\"月\""), and of the number of a code that every spreadsheet knows: ECMA-376 part 1,
 * 18.8.30. */
LbNumberForm lb_number_form_from_code (const char *code);
LbNumberForm lb_number_form_from_id (guint id);

/* Appends @number, as the file has it, to @text. @from_1904: days are counted from 1904-01-01, not from 1899-12-31. A number
 * that is no day is given as a number; one whose digits the file has lost keeps its exponent. */
void lb_number_form_write (LbNumberForm form, const char *number, gboolean from_1904, GString *text);

G_END_DECLS
