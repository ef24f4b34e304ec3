/* services.h - visits, platform registrations, matters and staff */
#pragma once
#include "tests/county/cases.h"

gboolean visits_write (const Population *population, const GArray *cases, GError **error);
gboolean registrations_write (const Population *population, GError **error);
gboolean matters_write (const Population *population, GError **error);
gboolean staff_write (const Population *population, GError **error);
