/* phrases.h - the small pieces of text that several parts of the window show
 *
 * One place for "N households M persons", values with their unit, scales and limits, so that the card, the ranking and the status
 * line say the same thing the same way. Every function returns (transfer full) text in the user's language.
 */
#pragma once
#include "ui/snapshot.h"

G_BEGIN_DECLS

/* "0.55", "—" for no data or values that are NULL. */
char *lb_phrase_value (const LbValues *values, guint region);
/* The same of a figure. */
char *lb_phrase_figure (const LbIndicator *indicator, const LbFigure *figure);
/* "0.55 户/km²"; only "—" for no data. */
char *lb_phrase_figure_unit (const LbIndicator *indicator, const LbFigure *figure);
/* What the value is made of: "366户1254人" of an indicator that counts households, else "1053 / 1510"; NULL when there are no such
 * parts to show. */
char *lb_phrase_parts (const LbFigure *figure);
/* "25 村". */
char *lb_phrase_count (guint n, LbLevel level);
/* "1 : 39.1 万", "1 : 391,000": @scale in logical pixels (1/96 inch) per metre of ground. */
char *lb_phrase_scale (double scale);
/* Name of the parent when that is not the county, "" otherwise; borrowed. */
const char *lb_phrase_parent (LbRegionTree *regions, guint region);

G_END_DECLS
