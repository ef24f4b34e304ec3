/* profile.h - the figures that a county publishes, which its generated ledgers must carry exactly
 *
 * One profile for each county of the source documents; places and people are invented. Weixi is the sample in
 * data/sample/, the others are made when they are tested. A figure of 0 is one that nobody published: chance decides, or
 * the ledger stays empty where the county tells nothing of the kind.
 */
#pragma once
#include "tests/county/tessellation.h"

typedef struct {
  const char *name;            /* of --profile and of the rule set           */
  const char *county, *code;   /* invented                                   */
  Plan plan;                   /* size S                                     */
  guint households;
  guint least_in_grid, most_in_grid; /* households of a grid; least 0 is 1   */
  guint open, revoked, cleared, returned; /* monitoring cases                */
  int identified_year;         /* of the open ones; 0: by chance             */
  guint classes[3];            /* of the open ones: unstable, marginal, sudden; all 0: by chance */
  guint persons;               /* in the open ones; 0: by chance             */
  guint planned, implemented, industry, employment, withdrawn;
  guint visits, registrations, matters, completed;
  guint difficult;             /* of the matters, the others are general; 0: by chance */
  guint township_staff, village_staff;
} Profile;

/* NULL-terminated words of --profile. */
extern const char *const profile_names[];
/* @index into profile_names. */
const Profile *profile_get (int index);
