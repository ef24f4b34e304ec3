/* options.h - what the generator was asked for */
#pragma once
#include "tests/county/profile.h"

typedef enum { CRS_DEGREES, CRS_GAUSS, CRS_GAUSS_ZONE } Crs;

typedef struct {
  char *out;
  gboolean gbk;
  gboolean cpg;            /* write the .cpg where the encoding is UTF-8 */
  Crs crs;
  gboolean prj;
  double dirty;            /* share of ledger rows with a defect */
  double households_scale;
  gboolean boundaries;
  gboolean ledgers;
  const Profile *profile;
  Plan plan;
} Options;
