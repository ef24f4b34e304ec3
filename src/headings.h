/* headings.h - where in a file the headings stand, and what they mean
 *
 * Above them may stand a title, they may take two rows (a group over its parts, as merged cells leave it), and a
 * workbook may hold several sheets. Where they lead to a mapping is where they are.
 */
#pragma once
#include "src/mapping.h"
#include "src/project.h"
#include "src/row-source.h"

G_BEGIN_DECLS

typedef struct {
  const LbMappingWish *wish;
  LbProject *project; /* recalls what was chosen for the same headings before; NULL: nothing */
  const char *file;   /* for sentences                                                       */
  const char *sheet;  /* NULL: the one whose headings fit best                               */
} LbHeadingsWish;

/* Finds the headings and takes the rows down to them from @source. With several sheets a sentence on those left out goes
 * to @notices. NULL with the error of the row that came nearest; LB_ERROR_INPUT for a sheet that is not there. */
LbMapping *lb_headings_find (LbRowSource *source, const LbHeadingsWish *wish, GPtrArray *notices, GError **error);

/* (transfer full): two rows of headings as one, @n cells. A cell of the upper row holds for the empty ones right of it. What
 * stands below is the heading, with its group before it where another column is called the same. */
char **lb_headings_join (const LbRow *upper, const LbRow *lower, guint *n);

G_END_DECLS
