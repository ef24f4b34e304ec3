/* number.h - numbers as text, for people and for files
 *
 * Digits only, '.' as decimal point, whatever the locale. Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): @value in @decimals (0–12) places, halves rounded away from zero (四舍五入) as the decimal
 * number that a person sees is rounded: 2.675 → "2.68", though the nearest double lies below it. "—" for
 * NAN and infinities; never "-0.00". */
char *lb_format_number (double value, int decimals);

/* (transfer full): the shortest text that reads back as the same double; counts without a decimal point;
 * "" for NAN. */
char *lb_number_to_text (double value);

G_END_DECLS
