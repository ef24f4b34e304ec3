#include "src/number.h"

#include <math.h>

static void
halves_round_as_the_decimal_number_does (void)
{
  static const struct {
    double value;
    int decimals;
    const char *text;
  } cases[] = {
    {2.675, 2, "2.68"},      {1.005, 2, "1.01"},       {0.125, 2, "0.13"},    {0.5, 0, "1"},
    {1.5, 0, "2"},           {2.5, 0, "3"},            {-2.675, 2, "-2.68"},  {0.005, 2, "0.01"},
    {0.0049999, 2, "0.00"},  {9.995, 2, "10.00"},      {99.995, 2, "100.00"}, {999.5, 0, "1000"},
    {-0.001, 2, "0.00"},     {0, 2, "0.00"},           {-0.0, 0, "0"},        {69.7350993377483, 2, "69.74"},
    {1e15, 0, "1000000000000000"}, {123456789.125, 2, "123456789.13"},        {1e-9, 2, "0.00"},
    {0.05, 1, "0.1"},        {0.049, 1, "0.0"},        {1234, 2, "1234.00"},  {12, 0, "12"},
    {NAN, 2, "—"},           {INFINITY, 2, "—"},       {1e20, 1, "100000000000000000000.0"},
    {3.675 - 1, 2, "2.68"}, /* the difference of two shown rates */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = lb_format_number (cases[i].value, cases[i].decimals);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

/* Rounds k / 10^6 to two places with integers only. */
static char *
round_by_integers (int millionths)
{
  int hundredths = (ABS (millionths) + 5000) / 10000;

  return g_strdup_printf ("%s%d.%02d", millionths < 0 && hundredths > 0 ? "-" : "", hundredths / 100,
                          hundredths % 100);
}

static void
a_rate_rounds_like_its_exact_fraction (void)
{
  for (int i = 0; i < 20000; i++) {
    int millionths = g_test_rand_int_range (-200000000, 200000000);
    if (i % 2 == 0)
      millionths -= millionths % 10000 - 5000; /* a half */
    g_autofree char *expected = round_by_integers (millionths);
    g_autofree char *text = lb_format_number (millionths / 1e6, 2);
    g_assert_cmpstr (text, ==, expected);
  }
}

static void
text_reads_back_as_the_same_number (void)
{
  g_autofree char *count = lb_number_to_text (1053);
  g_autofree char *none = lb_number_to_text (NAN);
  g_autofree char *zero = lb_number_to_text (-0.0);
  g_autofree char *tenth = lb_number_to_text (0.1);

  g_assert_cmpstr (count, ==, "1053");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (zero, ==, "0");
  g_assert_cmpstr (tenth, ==, "0.1");
  for (int i = 0; i < 20000; i++) {
    double value = ldexp (g_test_rand_double () - 0.5, g_test_rand_int_range (-60, 60));
    g_autofree char *text = lb_number_to_text (value);
    g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, value);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/halves-round-as-the-decimal-number-does", halves_round_as_the_decimal_number_does);
  g_test_add_func ("/number/a-rate-rounds-like-its-exact-fraction", a_rate_rounds_like_its_exact_fraction);
  g_test_add_func ("/number/text-reads-back-as-the-same-number", text_reads_back_as_the_same_number);
  return g_test_run ();
}
