/* cases.h - households under monitoring, from the first clue to clearance */
#pragma once
#include "tests/county/csv.h"
#include "tests/county/households.h"

#define LAST_YEAR 2025

typedef enum { CASE_UNSTABLE, CASE_MARGINAL, CASE_SUDDEN } CaseClass;

typedef struct {
  guint household;
  CaseClass class;
  guint32 identified;
  guint32 cleared;      /* 0: never    */
  guint32 revoked;      /* 0: never    */
  gboolean open;        /* at the end  */
} Case;

/* By household, then day of identification. May change the size of households. (element-type Case) */
GArray *cases_new (Population *population);
gboolean cases_write (const Population *population, const GArray *cases, GError **error);
