/* ledgers.h - all ledgers of the county as CSV files */
#pragma once
#include "tests/county/options.h"
#include "tests/county/places.h"

gboolean ledgers_write (const Tessellation *tessellation, const Places *places, const Options *options,
                        GError **error);
