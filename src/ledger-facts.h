/* ledger-facts.h - blocks of fields that several ledgers share, for ledger-kinds.c
 *
 * The one-row-per-person export repeats what the ledgers of households, members and cases tell each in its own file.
 */
#pragma once
#include "src/ledger-kinds.h"

#define YUAN          G_GINT64_CONSTANT (100)
#define MOST_FEN      (G_GINT64_CONSTANT (1000000000) * YUAN)
#define MOST_COUNT    G_GINT64_CONSTANT (100000000)
#define PLACE_FIELDS                                                                                     \
  {"township", LB_VALUE_TEXT}, {"village", LB_VALUE_TEXT}, {"grid", LB_VALUE_TEXT},                      \
  {"region_code", LB_VALUE_NUMBER}
#define NOT_NEEDED LB_NEED_NOTHING

/* Blocks of fields that the one-row-per-person export shares with the ledgers of their own. */
#define HOUSEHOLD_FACTS(size_need)                                                                       \
  PLACE_FIELDS,                                                                                          \
  {"size", LB_VALUE_COUNT, size_need, "size", .min = 1, .max = 99},                                      \
  {"head_name", LB_VALUE_TEXT, NOT_NEEDED, "head_name", .hidden = LB_PRIVATE_NAME},                      \
  {"type", LB_VALUE_WORD, NOT_NEEDED, "type", "household_type", "ordinary"},                             \
  {"labour_count", LB_VALUE_COUNT, NOT_NEEDED, "labour_count", .max = 99},                               \
  {"whole_no_labour", LB_VALUE_YES_NO, NOT_NEEDED, "whole_no_labour"},                                   \
  {"relocated", LB_VALUE_YES_NO, NOT_NEEDED, "relocated"},                                               \
  {"phone", LB_VALUE_NUMBER, NOT_NEEDED, "phone", .hidden = LB_PRIVATE_PHONE},                           \
  {"address", LB_VALUE_TEXT, NOT_NEEDED, "address", .hidden = LB_PRIVATE_ADDRESS},                       \
  {"safe_water", LB_VALUE_YES_NO, NOT_NEEDED, "safe_water"}
#define N_HOUSEHOLD_FACTS 13

#define MEMBER_FACTS                                                                                     \
  {"name", LB_VALUE_TEXT, LB_NEED_VALUE, "name", .hidden = LB_PRIVATE_NAME},                             \
  {"relation", LB_VALUE_TEXT, LB_NEED_HEADING, "relation"},                                              \
  {"person_no", LB_VALUE_NUMBER},                                                                        \
  {"certificate", LB_VALUE_NUMBER, .hidden = LB_PRIVATE_CERTIFICATE},                                    \
  {"sex", LB_VALUE_WORD, .words = "sex"},                                                                \
  {"birth", LB_VALUE_DATE},                                                                              \
  {"health", LB_VALUE_WORDS, NOT_NEEDED, "health", "health"},                                            \
  {"labour", LB_VALUE_WORD, NOT_NEEDED, "labour", "labour"},                                             \
  {"education", LB_VALUE_TEXT, NOT_NEEDED, "education", "nothing"},                                      \
  {"student", LB_VALUE_TEXT, NOT_NEEDED, "student", "nothing"},                                          \
  {"member_dropout", LB_VALUE_YES_NO, NOT_NEEDED, "dropout"},                                            \
  {"work_place", LB_VALUE_TEXT, NOT_NEEDED, "work_place", "nothing"},                                    \
  {"work_months", LB_VALUE_REAL, NOT_NEEDED, "work_months", .max = 12},                                  \
  {"insured_medical", LB_VALUE_YES_NO, NOT_NEEDED, "insured_medical"},                                   \
  {"insured_bigdisease", LB_VALUE_YES_NO, NOT_NEEDED, "insured_bigdisease"},                             \
  {"dibao", LB_VALUE_WORD, NOT_NEEDED, "dibao", "dibao"},                                                \
  {"tekun", LB_VALUE_WORD, NOT_NEEDED, "tekun", "tekun"}
#define N_MEMBER_FACTS 17

/* Children of a case, as the fields name them: steps, then the rest. */
enum {
  CHILD_HOME_CHECK = 1, CHILD_REVIEW, CHILD_DATA_MATCH, CHILD_PUBLICITY, CHILD_TOWN_AUDIT, CHILD_COUNTY_APPROVE,
  CHILD_SYSTEM_ENTRY, CHILD_CONSENT, CHILD_RISK, CHILD_CLEARANCE, CHILD_INCOME, CHILD_AFTER_INCOME, CHILD_MEASURE
};
#define STEP_FIELD(name, child_number) {name, LB_VALUE_DATE, NOT_NEEDED, "finished_on", .child = child_number}
#define RISK_FIELD(name) {name, LB_VALUE_WORDS, NOT_NEEDED, "risk_code", "risk", .child = CHILD_RISK}
#define INCOME_FIELD(name, column, number) {name, LB_VALUE_MONEY, NOT_NEEDED, column, .min = -MOST_FEN, .max = MOST_FEN, .child = number}
#define INCOME_FIELDS(before, number)                                                                    \
  INCOME_FIELD (before "wage", "wage_fen", number), INCOME_FIELD (before "business", "business_fen", number), \
  INCOME_FIELD (before "property", "property_fen", number), INCOME_FIELD (before "transfer", "transfer_fen", number), \
  INCOME_FIELD (before "business_cost", "business_cost_fen", number), INCOME_FIELD (before "net_income", "net_fen", number), \
  INCOME_FIELD (before "claims", "claims_fen", number),                                                   \
  {before "reference", LB_VALUE_TEXT, NOT_NEEDED, "reference", "nothing", .child = number}
#define MEASURE_FIELD(name, order) {name, LB_VALUE_TEXT, NOT_NEEDED, NULL, .child = CHILD_MEASURE + (order)}

/* The order of LB_CASE_CLASS …; what follows the risks is known to nobody by its place. */
#define CASE_FACTS(need)                                                                                 \
  {"class", LB_VALUE_WORD, need, "class", "class"},                                                      \
  {"persons", LB_VALUE_COUNT, .min = 1, .max = 99},                                                      \
  {"identified_on", LB_VALUE_DATE, need, "identified_on"},                                               \
  {"cleared", LB_VALUE_YES_NO},                                                                          \
  {"cleared_on", LB_VALUE_DATE, NOT_NEEDED, "cleared_on"},                                               \
  {"revoked_on", LB_VALUE_DATE, NOT_NEEDED, "revoked_on"},                                               \
  STEP_FIELD ("home_check", CHILD_HOME_CHECK), STEP_FIELD ("review", CHILD_REVIEW),                      \
  STEP_FIELD ("data_match", CHILD_DATA_MATCH),                                                           \
  {"publicity_from", LB_VALUE_DATE, NOT_NEEDED, "started_on", .child = CHILD_PUBLICITY},                 \
  STEP_FIELD ("publicity_to", CHILD_PUBLICITY), STEP_FIELD ("town_audit", CHILD_TOWN_AUDIT),             \
  STEP_FIELD ("county_approve", CHILD_COUNTY_APPROVE), STEP_FIELD ("system_entry", CHILD_SYSTEM_ENTRY),  \
  STEP_FIELD ("consent", CHILD_CONSENT),                                                                 \
  RISK_FIELD ("risk1"), RISK_FIELD ("risk2"), RISK_FIELD ("risk3"), RISK_FIELD ("risk4"), RISK_FIELD ("risk5"), \
  {"disaster", LB_VALUE_WORDS, NOT_NEEDED, "sub_code", "disaster", .child = CHILD_RISK},                 \
  {"channel", LB_VALUE_WORD, NOT_NEEDED, "channel", "channel"},                                          \
  {"clue_date", LB_VALUE_DATE, NOT_NEEDED, "clue_date"},                                                 \
  {"income", LB_VALUE_MONEY, NOT_NEEDED, "income_pc_fen", .min = -MOST_FEN, .max = MOST_FEN},            \
  {"self_pay", LB_VALUE_MONEY, NOT_NEEDED, "self_pay_fen", .max = MOST_FEN},                             \
  {"developmental", LB_VALUE_YES_NO, NOT_NEEDED, "developmental"},                                       \
  {"clear_mode", LB_VALUE_WORD, NOT_NEEDED, "clear_mode", "clear_mode"},                                 \
  {"green_lane", LB_VALUE_YES_NO, NOT_NEEDED, "green_lane"},                                             \
  {"contact_name", LB_VALUE_TEXT, NOT_NEEDED, "contact_name", .hidden = LB_PRIVATE_NAME},                \
  {"contact_phone", LB_VALUE_NUMBER, NOT_NEEDED, "contact_phone", .hidden = LB_PRIVATE_PHONE},           \
  {"dropout", LB_VALUE_YES_NO, NOT_NEEDED, "dropout"},                                                   \
  {"housing_unsafe", LB_VALUE_YES_NO, NOT_NEEDED, "housing_unsafe"},                                     \
  {"uninsured", LB_VALUE_YES_NO, NOT_NEEDED, "uninsured"},                                               \
  {"water_unsafe", LB_VALUE_YES_NO, NOT_NEEDED, "water_unsafe"},                                         \
  {"after_income", LB_VALUE_MONEY, NOT_NEEDED, "income_pc_fen", .min = -MOST_FEN, .max = MOST_FEN, .child = CHILD_CLEARANCE}, \
  {"after_self_pay", LB_VALUE_MONEY, NOT_NEEDED, "self_pay_fen", .max = MOST_FEN, .child = CHILD_CLEARANCE}, \
  {"after_dropout", LB_VALUE_YES_NO, NOT_NEEDED, "dropout", .child = CHILD_CLEARANCE},                   \
  {"after_housing_unsafe", LB_VALUE_YES_NO, NOT_NEEDED, "housing_unsafe", .child = CHILD_CLEARANCE},     \
  {"after_uninsured", LB_VALUE_YES_NO, NOT_NEEDED, "uninsured", .child = CHILD_CLEARANCE},               \
  {"after_water_unsafe", LB_VALUE_YES_NO, NOT_NEEDED, "water_unsafe", .child = CHILD_CLEARANCE},         \
  INCOME_FIELDS ("", CHILD_INCOME), INCOME_FIELDS ("after_", CHILD_AFTER_INCOME),                        \
  MEASURE_FIELD ("industry", 0), MEASURE_FIELD ("employment", 1), MEASURE_FIELD ("finance", 2),          \
  MEASURE_FIELD ("public_post", 3), MEASURE_FIELD ("health_aid", 4), MEASURE_FIELD ("compulsory_education", 5), \
  MEASURE_FIELD ("other_education", 6), MEASURE_FIELD ("safety_net", 7), MEASURE_FIELD ("housing", 8),   \
  MEASURE_FIELD ("water", 9), MEASURE_FIELD ("social", 10), MEASURE_FIELD ("relocation", 11),            \
  MEASURE_FIELD ("living_conditions", 12), MEASURE_FIELD ("infrastructure", 13)
