/* ledgers.c - the ledgers one after the other */
#include "config.h"
#include "tests/county/ledgers.h"
#include "tests/county/households.h"
#include "tests/county/measures.h"
#include "tests/county/mechanisms.h"
#include "tests/county/services.h"

gboolean
ledgers_write (const Tessellation *tessellation, const Places *places, const Options *options, GError **error)
{
  g_autoptr (Population) population = population_new (tessellation, places, options);
  g_autoptr (GArray) cases = cases_new (population);

  return households_write (population, error) && cases_write (population, cases, error)
         && measures_write (population, cases, error) && visits_write (population, cases, error)
         && registrations_write (population, error) && matters_write (population, error)
         && staff_write (population, error) && mechanisms_write (population, error);
}
