/* profile.c - figures by county; the document of each stands behind its name */
#include "config.h"
#include "tests/county/profile.h"

const char *const profile_names[] = {"weixi", "linqu", "jiyang", "linzi", "linxia", "leting", NULL};

static const Profile profiles[] = {
  {.name = "weixi", /* S1 */
   .county = "岚岭县", .code = "539902",
   .plan = {.n_townships = 10, .n_villages = 80, .n_grids = 4286, .area_m2 = 4660e6, .n_oddities = 1, .cells_per_grid = 9, .coarse = TRUE},
   .households = 39154, .most_in_grid = 20,
   .open = 366, .revoked = 14, .cleared = 500, .returned = 12,
   .planned = 1510, .implemented = 1053, .industry = 71, .employment = 63, .withdrawn = 46,
   .visits = 7000, .registrations = 35972, .matters = 846, .completed = 775,
   .township_staff = 220, .village_staff = 425},
  {.name = "linqu", /* S0: 3,470 grids, 224,000 households linked by 21,500 members */
   .county = "朐泉县", .code = "379901",
   .plan = {.n_townships = 10, .n_villages = 350, .n_grids = 3470, .area_m2 = 1830e6, .cells_per_grid = 9, .coarse = TRUE},
   .households = 224000, .most_in_grid = 200,
   .open = 60, .cleared = 40, .planned = 200, .implemented = 150, .industry = 20, .employment = 30,
   .visits = 2000, .registrations = 1000, .matters = 100, .completed = 90,
   .township_staff = 40, .village_staff = 700},
  {.name = "jiyang", /* S2: 7 townships, 44 areas, 577 villages, 621 village grids, 2,065 joint units; 15 households with 41 persons */
   .county = "济泽县", .code = "379902",
   .plan = {.n_townships = 7, .n_villages = 577, .n_grids = 621, .area_m2 = 1100e6, .cells_per_grid = 40, .coarse = TRUE},
   .households = 12000, .most_in_grid = 60,
   .open = 15, .classes = {0, 7, 8}, .persons = 41,
   .planned = 60, .implemented = 50, .industry = 6, .employment = 8,
   .visits = 800, .registrations = 900, .matters = 60, .completed = 55,
   .township_staff = 35, .village_staff = 577},
  {.name = "linzi", /* S3: 22 households with 62 persons newly identified in 2023 */
   .county = "淄川泉县", .code = "379903",
   .plan = {.n_townships = 7, .n_villages = 100, .n_grids = 320, .area_m2 = 660e6, .cells_per_grid = 40, .coarse = TRUE},
   .households = 9000, .most_in_grid = 60,
   .open = 22, .identified_year = 2023, .persons = 62,
   .planned = 80, .implemented = 66, .industry = 12, .employment = 10,
   .visits = 1500, .registrations = 800, .matters = 50, .completed = 48,
   .township_staff = 28, .village_staff = 200},
  {.name = "linxia", /* S4: urban grids of 300 to 500 households; no results are published */
   .county = "河夏县", .code = "629901",
   .plan = {.n_townships = 4, .n_villages = 16, .n_grids = 40, .area_m2 = 1210e6, .cells_per_grid = 200, .coarse = TRUE},
   .households = 15200, .least_in_grid = 300, .most_in_grid = 500,
   .open = 30, .cleared = 20, .planned = 120, .implemented = 100, .industry = 15, .employment = 15,
   .visits = 600, .registrations = 400, .matters = 150, .completed = 140,
   .township_staff = 20, .village_staff = 48},
  {.name = "leting", /* S4: urban communities; what they publish are services, see mechanisms.c */
   .county = "乐安县", .code = "139901",
   .plan = {.n_townships = 3, .n_villages = 15, .n_grids = 60, .area_m2 = 1300e6, .cells_per_grid = 120, .coarse = TRUE},
   .households = 6000, .most_in_grid = 160,
   .open = 12, .planned = 40, .implemented = 36, .industry = 2, .employment = 4,
   .visits = 500, .registrations = 300, .matters = 165, .completed = 165, .difficult = 37,
   .township_staff = 12, .village_staff = 60},
};

const Profile *
profile_get (int index)
{
  return &profiles[index];
}
