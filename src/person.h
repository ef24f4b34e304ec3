/* person.h - certificate numbers (证件号码)
 *
 * The number itself is not stored: its keyed hash joins rows of the same person, its state says whether it can be
 * right, and what it tells (birth, sex) is kept. Any thread; the reader belongs to one.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char hash[65];     /* "" without a number; HMAC-SHA256, hexadecimal                             */
  const char *state; /* valid, length, checksum, disability_card, card_rule (a card of wrong kind, grade or copy); NULL without a number; static */
  int birth_year;    /* 0: not told                                                              */
  const char *sex;   /* male, female; NULL: not told; static                                     */
} LbCertificate;

/* Length and check digit of GB 11643-1999: 18 digits, 20 of a disability card (the first 18 are the number), 22 of a
 * copy of such a card. Fills everything but the hash. @number is normalised, x or X at its end. */
void lb_certificate_read (const char *number, LbCertificate *certificate);

/* The hash of the 18 digits under the project's @key (key.h), so that a person's disability card joins with the identity card. */
void lb_certificate_hash (const char *number, const char *key, LbCertificate *certificate);

G_END_DECLS
