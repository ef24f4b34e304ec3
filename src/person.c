#include "config.h"
#include "src/person.h"
#include "src/date.h"

#include <string.h>

#define ID_DIGITS  18
#define CARD_KINDS  '7' /* GB/T 26341-2010: sight, hearing, speech, limbs, intellect, mind, several */
#define CARD_GRADES '4'
#define LAST_YEAR  2100
#define FIRST_YEAR 1880

/* The check digit of GB 11643-1999 (ISO 7064, MOD 11-2). */
static gboolean
check_digit_fits (const char *number)
{
  static const int weights[ID_DIGITS - 1] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;

  for (int i = 0; i < ID_DIGITS - 1; i++)
    sum += (number[i] - '0') * weights[i];
  return "10X98765432"[sum % 11] == g_ascii_toupper (number[ID_DIGITS - 1]);
}

static int
take_digits (const char *text, int n)
{
  int number = 0;

  for (int i = 0; i < n; i++)
    number = number * 10 + text[i] - '0';
  return number;
}

/* What follows the 18 digits on a disability card: kind, grade, and on a copy "B" and which copy it is. */
static gboolean
card_rule_fits (const char *rest)
{
  if (rest[0] < '1' || rest[0] > CARD_KINDS || rest[1] < '1' || rest[1] > CARD_GRADES)
    return FALSE;
  return rest[2] == '\0' || (g_ascii_toupper (rest[2]) == 'B' && rest[3] >= '1' && rest[3] <= '9');
}

void
lb_certificate_read (const char *number, LbCertificate *certificate)
{
  gsize length = strlen (number), digits = strspn (number, "0123456789");
  gboolean card = length == ID_DIGITS + 2 || length == ID_DIGITS + 4;

  *certificate = (LbCertificate){.state = "length"};
  if ((length != ID_DIGITS && !card) || digits < ID_DIGITS - 1 ||
      (digits < ID_DIGITS && g_ascii_toupper (number[ID_DIGITS - 1]) != 'X'))
    return;
  int year = take_digits (number + 6, 4), month = take_digits (number + 10, 2), day = take_digits (number + 12, 2);
  certificate->state = "checksum";
  if (!check_digit_fits (number) || year < FIRST_YEAR || year > LAST_YEAR ||
      lb_day_from_ymd (year, month, day) == LB_DAY_NONE)
    return;
  certificate->state = !card ? "valid" : card_rule_fits (number + ID_DIGITS) ? "disability_card" : "card_rule";
  certificate->birth_year = year;
  certificate->sex = (number[16] - '0') % 2 == 1 ? "male" : "female";
}

void
lb_certificate_hash (const char *number, const char *key, LbCertificate *certificate)
{
  g_autofree char *upper = g_ascii_strup (number, -1);

  if (strlen (upper) > ID_DIGITS &&
      (g_str_equal (certificate->state, "disability_card") || g_str_equal (certificate->state, "card_rule")))
    upper[ID_DIGITS] = '\0';
  g_autofree char *hash =
    g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key), upper, -1);
  g_strlcpy (certificate->hash, hash, sizeof certificate->hash);
}
