/* measures.h - what is planned and done for monitored households */
#pragma once
#include "tests/county/cases.h"

gboolean measures_write (const Population *population, const GArray *cases, GError **error);
