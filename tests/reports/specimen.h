/* specimen.h - one document for each thing that pages can show, with invented words, for tests and for the eye */
#pragma once
#include "reports/layout.h"

/* (transfer full) (element-type LbBlock) */
GPtrArray *lb_specimen_letter (void);
GPtrArray *lb_specimen_joint (void);    /* red head … 版记: a notice of two pages          */
GPtrArray *lb_specimen_tables (void);    /* long, wide, with wrapping words, with shares    */
GPtrArray *lb_specimen_charts (void);    /* all seven kinds                                 */
GPtrArray *lb_specimen_report (void);    /* contents, headings, key figures, appendices     */
GPtrArray *lb_specimen_slides (void);
GPtrArray *lb_specimen_dossiers (guint n);

typedef struct {
  const char *name;
  GPtrArray *(*make) (void);
  LbPageStyle style;
} LbSpecimen;

/* All of them but the dossiers, ending with name NULL. */
extern const LbSpecimen lb_specimens[];
