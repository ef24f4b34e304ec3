#include "config.h"
#include "src/ledger-kinds.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/ledger-facts.h"

#include <string.h>

/* Households, people, cases ---------------------------------------------------------------------------------- */

static const LbField household_fields[] = {
  [LB_HOUSEHOLD_NO] = {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE, "household_no"},
  HOUSEHOLD_FACTS (LB_NEED_VALUE),
};

static const LbField case_fields[] = {
  [LB_CASE_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  CASE_FACTS (LB_NEED_VALUE),
};

static const LbField member_fields[] = {
  [LB_MEMBER_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  MEMBER_FACTS,
};

static const LbField person_fields[] = {
  {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  HOUSEHOLD_FACTS (LB_NEED_NOTHING),
  MEMBER_FACTS,
  CASE_FACTS (LB_NEED_NOTHING),
};
#define PERSON_MEMBER (1 + N_HOUSEHOLD_FACTS)
#define PERSON_CASE   (PERSON_MEMBER + N_MEMBER_FACTS)

static const LbPart person_parts[] = {
  {LB_LEDGER_HOUSEHOLDS, 1, -1},
  {LB_LEDGER_MEMBERS, PERSON_MEMBER, -1},
  {LB_LEDGER_CASES, PERSON_CASE, PERSON_CASE + LB_CASE_CLASS - 1}, /* no class: not a monitored household */
};

#define STEP(code) {"case_step", "case_id", "step_code", code}
/* Columns of measures tell no days: planned and done in the month of identification. A measure once known stays as
 * it is, whether it came from a column or from the ledger of measures. */
#define MEASURE(category)                                                                                \
  {"measure", "case_id", "category", category, LB_CHILD_ADD,                                             \
   "INSERT INTO measure (case_id, category, subtype, planned_on, status, status_on, import_batch_id, src_row)" \
   " SELECT ?1, ?2, ?3, ?4, 'implemented', ?4, ?5, ?6"                                                   \
   " WHERE NOT EXISTS (SELECT 1 FROM measure WHERE case_id = ?1 AND category = ?2 AND subtype IS ?3)",   \
   LB_CASE_IDENTIFIED}

static const LbChild case_children[] = {
  STEP ("home_check"), STEP ("review"), STEP ("data_match"), STEP ("publicity"), STEP ("town_audit"),
  STEP ("county_approve"), STEP ("system_entry"), STEP ("consent"),
  {"case_risk", "case_id", "sub_code", "disaster", LB_CHILD_LIST},
  {"risk_clearance", "case_id"},
  {"case_income", "case_id", "moment", "identified"}, {"case_income", "case_id", "moment", "cleared"},
  MEASURE ("industry"), MEASURE ("employment"), MEASURE ("finance"), MEASURE ("public_post"), MEASURE ("health"),
  MEASURE ("compulsory_education"), MEASURE ("other_education"), MEASURE ("safety_net"), MEASURE ("housing"),
  MEASURE ("water"), MEASURE ("social"), MEASURE ("relocation"), MEASURE ("living_conditions"),
  MEASURE ("infrastructure"),
};

static const LbFieldPair case_orders[] = {
  {LB_CASE_IDENTIFIED, LB_CASE_CLEARED_ON}, {LB_CASE_CLEARED_ON, LB_CASE_REVOKED_ON},
  {LB_CASE_PUBLICITY_FROM, LB_CASE_PUBLICITY_TO}, {-1, -1}};
static const LbFieldPair case_needs[] = {{LB_CASE_REVOKED_ON, LB_CASE_CLEARED_ON}, {-1, -1}};
static const LbFieldWord case_words[] = {{LB_CASE_DISASTER, LB_CASE_RISK_1, LB_CASE_RISK_5, "disaster"}, {-1}};
#define OF_PERSON(field) (PERSON_CASE + (field) - 1)
static const LbFieldPair person_orders[] = {
  {OF_PERSON (LB_CASE_IDENTIFIED), OF_PERSON (LB_CASE_CLEARED_ON)},
  {OF_PERSON (LB_CASE_CLEARED_ON), OF_PERSON (LB_CASE_REVOKED_ON)},
  {OF_PERSON (LB_CASE_PUBLICITY_FROM), OF_PERSON (LB_CASE_PUBLICITY_TO)}, {-1, -1}};
static const LbFieldPair person_needs[] = {
  {OF_PERSON (LB_CASE_CLASS), OF_PERSON (LB_CASE_IDENTIFIED)},
  {OF_PERSON (LB_CASE_REVOKED_ON), OF_PERSON (LB_CASE_CLEARED_ON)}, {-1, -1}};
static const LbFieldWord person_words[] = {
  {OF_PERSON (LB_CASE_DISASTER), OF_PERSON (LB_CASE_RISK_1), OF_PERSON (LB_CASE_RISK_5), "disaster"}, {-1}};

enum { INCOME_YEAR = 1 };
static const LbField income_fields[] = {
  {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  [INCOME_YEAR] = {"year", LB_VALUE_COUNT, LB_NEED_VALUE, "year", .min = 1990, .max = 2100},
  {"income", LB_VALUE_MONEY, LB_NEED_VALUE, "income_pc_fen", .min = -MOST_FEN, .max = MOST_FEN},
};

/* 外出务工月监测, the second sheet of the national export. */
enum { WORK_PERSON = 1, WORK_STARTED, WORK_ENDED };
static const LbField work_fields[] = {
  {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  [WORK_PERSON] = {"person", LB_VALUE_TEXT, LB_NEED_VALUE},
  [WORK_STARTED] = {"started_on", LB_VALUE_DATE, NOT_NEEDED, "started_on"},
  [WORK_ENDED] = {"ended_on", LB_VALUE_DATE, NOT_NEEDED, "ended_on"},
  {"working", LB_VALUE_YES_NO, LB_NEED_HEADING, "working"},
  {"channel", LB_VALUE_TEXT, NOT_NEEDED, "channel", "nothing"},
  {"industry", LB_VALUE_TEXT, NOT_NEEDED, "industry", "nothing"},
  {"employer", LB_VALUE_TEXT, NOT_NEEDED, "employer", "nothing"},
  {"work_place", LB_VALUE_TEXT, NOT_NEEDED, "place", "nothing"},
};
#define FIND_PERSON(field)                                                                               \
  {"person_id", field,                                                                                   \
   "SELECT min (id) FROM person WHERE household_id = ?2 AND (person_no = ?1 OR name = ?1) HAVING count (*) = 1", NULL, \
   N_ ("the household has no member of this number or name, or several; import the members first, and tell them by their numbers"), \
   "(SELECT person_no FROM person WHERE id = t.person_id)"}

static const LbLink work_links[] = {FIND_PERSON (WORK_PERSON)};
static const LbFieldPair work_orders[] = {{WORK_STARTED, WORK_ENDED}, {-1, -1}};

/* Its third sheet. */
enum { WORK_PLAN_PERSON = 1 };
static const LbField work_plan_fields[] = {
  {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  [WORK_PLAN_PERSON] = {"person", LB_VALUE_TEXT, LB_NEED_VALUE},
  {"planned", LB_VALUE_YES_NO, LB_NEED_VALUE, "planned"},
};
static const LbLink work_plan_links[] = {FIND_PERSON (WORK_PLAN_PERSON)};

enum { CLEARANCE_PROPOSED = 1, CLEARANCE_FROM = 4, CLEARANCE_TO };
static const LbField clearance_fields[] = {
  {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  [CLEARANCE_PROPOSED] = {"proposed_on", LB_VALUE_DATE, LB_NEED_VALUE, "proposed_on"},
  {"home_check_on", LB_VALUE_DATE, NOT_NEEDED, "home_check_on"},
  {"review_on", LB_VALUE_DATE, NOT_NEEDED, "review_on"},
  [CLEARANCE_FROM] = {"publicity_from", LB_VALUE_DATE, NOT_NEEDED, "publicity_from"},
  [CLEARANCE_TO] = {"publicity_to", LB_VALUE_DATE, NOT_NEEDED, "publicity_to"},
  {"town_audit_on", LB_VALUE_DATE, NOT_NEEDED, "town_audit_on"},
  {"county_approved_on", LB_VALUE_DATE, NOT_NEEDED, "county_approved_on"},
  {"after_income", LB_VALUE_MONEY, NOT_NEEDED, "income_pc_fen", .min = -MOST_FEN, .max = MOST_FEN},
  {"after_self_pay", LB_VALUE_MONEY, NOT_NEEDED, "self_pay_fen", .max = MOST_FEN},
  {"after_dropout", LB_VALUE_YES_NO, NOT_NEEDED, "dropout"},
  {"after_housing_unsafe", LB_VALUE_YES_NO, NOT_NEEDED, "housing_unsafe"},
  {"after_uninsured", LB_VALUE_YES_NO, NOT_NEEDED, "uninsured"},
  {"after_water_unsafe", LB_VALUE_YES_NO, NOT_NEEDED, "water_unsafe"},
  {"revoke_reason", LB_VALUE_TEXT, NOT_NEEDED, "revoke_reason"},
};
static const LbFieldPair clearance_orders[] = {{CLEARANCE_FROM, CLEARANCE_TO}, {-1, -1}};

enum { EVIDENCE_TAKEN = 6 };
static const LbField evidence_fields[] = {
  {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  {"subject", LB_VALUE_WORD, LB_NEED_VALUE, "subject", "evidence_subject"},
  {"item", LB_VALUE_TEXT, LB_NEED_VALUE, "item"},
  {"kind", LB_VALUE_WORD, LB_NEED_VALUE, "kind", "evidence_kind"},
  {"file_name", LB_VALUE_TEXT, NOT_NEEDED, "file_name"},
  {"sha256", LB_VALUE_TEXT, NOT_NEEDED, "sha256"},
  [EVIDENCE_TAKEN] = {"taken_on", LB_VALUE_DATE, NOT_NEEDED, "taken_on"},
  {"missing_reason", LB_VALUE_TEXT, NOT_NEEDED, "missing_reason"},
};

static const LbField measure_fields[] = {
  [LB_MEASURE_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  [LB_MEASURE_CATEGORY] = {"category", LB_VALUE_WORD, LB_NEED_VALUE, "category", "category"},
  [LB_MEASURE_SUBTYPE] = {"subtype", LB_VALUE_TEXT, NOT_NEEDED, "subtype"},
  [LB_MEASURE_PLANNED] = {"planned_on", LB_VALUE_DATE, LB_NEED_VALUE, "planned_on"},
  [LB_MEASURE_STATUS] = {"status", LB_VALUE_WORD, LB_NEED_VALUE, "status", "status"},
  [LB_MEASURE_STATUS_ON] = {"status_on", LB_VALUE_DATE, LB_NEED_HEADING, "status_on"},
  {"due_on", LB_VALUE_DATE, NOT_NEEDED, "due_on"},
  {"responsible", LB_VALUE_TEXT, NOT_NEEDED, "responsible"},
  {"amount", LB_VALUE_MONEY, NOT_NEEDED, "amount_fen", .max = MOST_FEN, .summed = TRUE},
  {"verified_on", LB_VALUE_DATE, NOT_NEEDED, "verified_on"},
  {"verified_by", LB_VALUE_TEXT, NOT_NEEDED, "verified_by", .hidden = LB_PRIVATE_NAME},
};

static const LbField visit_fields[] = {
  {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  {"visited_on", LB_VALUE_DATE, LB_NEED_VALUE, "visited_on"},
  {"mode", LB_VALUE_WORD, LB_NEED_VALUE, "mode", "mode"},
  {"purpose", LB_VALUE_WORD, NOT_NEEDED, "purpose", "purpose"},
  {"visitor", LB_VALUE_TEXT, NOT_NEEDED, "visitor", .hidden = LB_PRIVATE_NAME},
  {"actions", LB_VALUE_BITS, NOT_NEEDED, "actions", "actions"},
  {"issue_found", LB_VALUE_YES_NO, NOT_NEEDED, "issue_found"},
  {"task", LB_VALUE_WORD, NOT_NEEDED, "task", "visit_task"},
};

enum { PLAN_HOUSEHOLD, PLAN_PLACE, PLAN_STARTED = PLAN_PLACE + 4, PLAN_ENDED };
static const LbField visit_plan_fields[] = {
  [PLAN_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER},
  PLACE_FIELDS,
  [PLAN_STARTED] = {"started_on", LB_VALUE_DATE, LB_NEED_VALUE, "started_on"},
  [PLAN_ENDED] = {"ended_on", LB_VALUE_DATE, NOT_NEEDED, "ended_on"},
  {"rhythm", LB_VALUE_WORD, LB_NEED_VALUE, "rhythm", "rhythm"},
  {"n", LB_VALUE_COUNT, NOT_NEEDED, "n", NULL, "1", .min = 1, .max = 31},
  {"task", LB_VALUE_WORD, NOT_NEEDED, "task", "visit_task"},
  {"target_group", LB_VALUE_TEXT, NOT_NEEDED, "target_group"},
};
static const LbFieldPair plan_orders[] = {{PLAN_STARTED, PLAN_ENDED}, {-1, -1}};

static const LbField registration_fields[] = {
  {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  {"platform", LB_VALUE_TEXT, LB_NEED_VALUE, "platform"},
  {"registered_on", LB_VALUE_DATE, LB_NEED_VALUE, "registered_on"},
  {"by_proxy", LB_VALUE_YES_NO, NOT_NEEDED, "by_proxy"},
};

/* Matters, warnings ------------------------------------------------------------------------------------------ */

enum { MATTER_NO, MATTER_PLACE, MATTER_HOUSEHOLD = MATTER_PLACE + 4, MATTER_RECEIVED, MATTER_COMPLETED };
static const LbField matter_fields[] = {
  [MATTER_NO] = {"matter_no", LB_VALUE_NUMBER, LB_NEED_VALUE, "matter_no"},
  PLACE_FIELDS,
  [MATTER_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER},
  [MATTER_RECEIVED] = {"received_on", LB_VALUE_DATE, LB_NEED_VALUE, "received_on"},
  [MATTER_COMPLETED] = {"completed_on", LB_VALUE_DATE, LB_NEED_HEADING, "completed_on"},
  {"source", LB_VALUE_WORD, LB_NEED_VALUE, "source", "source"},
  {"class", LB_VALUE_WORD, NOT_NEEDED, "class", "matter_class"},
  {"kind", LB_VALUE_TEXT, NOT_NEEDED, "kind"},
  {"due_on", LB_VALUE_DATE, NOT_NEEDED, "due_on"},
  {"satisfaction", LB_VALUE_RANK, NOT_NEEDED, "satisfaction", "satisfaction"},
  {"handler", LB_VALUE_TEXT, NOT_NEEDED, "handler"},
};
static const LbFieldPair matter_orders[] = {{MATTER_RECEIVED, MATTER_COMPLETED}, {-1, -1}};

static const LbField ticket_fields[] = {
  {"matter_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  {"stage", LB_VALUE_WORD, LB_NEED_VALUE, "stage", "stage"},
  {"seq", LB_VALUE_COUNT, NOT_NEEDED, "seq", NULL, "1", .min = 1, .max = 99},
  {"actor", LB_VALUE_TEXT, NOT_NEEDED, "actor", .hidden = LB_PRIVATE_NAME},
  {"done_on", LB_VALUE_DATE, LB_NEED_VALUE, "done_on"},
  {"hours", LB_VALUE_REAL, NOT_NEEDED, "hours", .max = MOST_COUNT},
  {"returned", LB_VALUE_YES_NO, NOT_NEEDED, "returned", NULL, "0"},
};
static const LbLink ticket_links[] = {
  {"matter_id", 0, "SELECT id FROM matter WHERE matter_no = ?1", NULL,
   N_ ("no matter of the project has this number; import the matters first"),
   "(SELECT matter_no FROM matter WHERE id = t.matter_id)"},
};

enum {
  WARNING_NO, WARNING_PLACE, WARNING_HOUSEHOLD = WARNING_PLACE + 4, WARNING_PUSHED, WARNING_CHECK_1, WARNING_RESULT_1,
  WARNING_CHECK_2, WARNING_RESULT_2
};
static const LbField warning_fields[] = {
  [WARNING_NO] = {"warning_no", LB_VALUE_NUMBER, LB_NEED_VALUE, "warning_no"},
  PLACE_FIELDS,
  [WARNING_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER},
  [WARNING_PUSHED] = {"pushed_on", LB_VALUE_DATE, LB_NEED_VALUE, "pushed_on"},
  [WARNING_CHECK_1] = {"check1_on", LB_VALUE_DATE, NOT_NEEDED, "checked_on", .child = 1},
  [WARNING_RESULT_1] = {"check1_result", LB_VALUE_WORD, NOT_NEEDED, "result", "check_result", .child = 1},
  [WARNING_CHECK_2] = {"check2_on", LB_VALUE_DATE, NOT_NEEDED, "checked_on", .child = 2},
  [WARNING_RESULT_2] = {"check2_result", LB_VALUE_WORD, NOT_NEEDED, "result", "check_result", .child = 2},
  {"dept", LB_VALUE_TEXT, LB_NEED_VALUE, "dept"},
  {"kind", LB_VALUE_WORD, LB_NEED_VALUE, "kind", "warning_kind"},
  {"due_on", LB_VALUE_DATE, NOT_NEEDED, "due_on"},
};
static const LbChild warning_children[] = {
  {"warning_check", "warning_id", "round", "1"},
  {"warning_check", "warning_id", "round", "2"},
};
static const LbFieldPair warning_orders[] = {
  {WARNING_PUSHED, WARNING_CHECK_1}, {WARNING_CHECK_1, WARNING_CHECK_2}, {-1, -1}};
static const LbFieldPair warning_needs[] = {
  {WARNING_CHECK_1, WARNING_RESULT_1}, {WARNING_RESULT_1, WARNING_CHECK_1}, {WARNING_CHECK_2, WARNING_RESULT_2},
  {WARNING_RESULT_2, WARNING_CHECK_2}, {-1, -1}};

/* Inspection and rectification ------------------------------------------------------------------------------- */

#define FIND_CAMPAIGN                                                                                    \
  "SELECT id FROM campaign WHERE name = ?1",                                                             \
  "INSERT INTO campaign (name, kind, import_batch_id, src_row) VALUES (?1, 'look_back', ?2, ?3)"
#define SHOW_CAMPAIGN "(SELECT name FROM campaign WHERE id = t.campaign_id)"

#define TRACK_FIELDS(prefix, number)                                                                     \
  {prefix "_closed_on", LB_VALUE_DATE, NOT_NEEDED, "closed_on", .child = number},                        \
  {prefix "_unit", LB_VALUE_TEXT, NOT_NEEDED, "owner_unit", .child = number},                            \
  {prefix "_person", LB_VALUE_TEXT, NOT_NEEDED, "owner_name", .child = number, .hidden = LB_PRIVATE_NAME}, \
  {prefix "_action", LB_VALUE_TEXT, NOT_NEEDED, "action", .child = number},                              \
  {prefix "_urgency", LB_VALUE_WORD, NOT_NEEDED, "urgency", "urgency", .child = number},                 \
  {prefix "_due_on", LB_VALUE_DATE, NOT_NEEDED, "due_on", .child = number},                              \
  {prefix "_reported_on", LB_VALUE_DATE, NOT_NEEDED, "reported_on", .child = number},                    \
  {prefix "_closed_by", LB_VALUE_TEXT, NOT_NEEDED, "closed_by", .child = number, .hidden = LB_PRIVATE_NAME}
#define N_TRACK_FIELDS 8

enum {
  FINDING_NO, FINDING_PLACE, FINDING_HOUSEHOLD = FINDING_PLACE + 4, FINDING_CAMPAIGN, FINDING_SAME_AS, FINDING_SEEN,
  FINDING_TOWN_CLOSED, FINDING_DEPT_CLOSED = FINDING_TOWN_CLOSED + N_TRACK_FIELDS
};
static const LbField finding_fields[] = {
  [FINDING_NO] = {"finding_no", LB_VALUE_NUMBER, LB_NEED_VALUE, "finding_no"},
  PLACE_FIELDS,
  [FINDING_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER},
  [FINDING_CAMPAIGN] = {"campaign", LB_VALUE_TEXT},
  [FINDING_SAME_AS] = {"same_as", LB_VALUE_NUMBER},
  [FINDING_SEEN] = {"first_seen_on", LB_VALUE_DATE, LB_NEED_VALUE, "first_seen_on"},
  TRACK_FIELDS ("town", 1),
  TRACK_FIELDS ("dept", 2),
  {"dimension", LB_VALUE_WORD, LB_NEED_VALUE, "dimension", "dimension"},
  {"category", LB_VALUE_TEXT, NOT_NEEDED, "category"},
  {"severity", LB_VALUE_WORD, NOT_NEEDED, "severity", "severity", "general"},
  {"text", LB_VALUE_TEXT, LB_NEED_VALUE, "text"},
  {"evidence", LB_VALUE_TEXT, NOT_NEEDED, "evidence"},
  {"rechecked_on", LB_VALUE_DATE, NOT_NEEDED, "rechecked_on"},
};
static const LbChild finding_children[] = {
  {"rectification_track", "finding_id", "track", "township"},
  {"rectification_track", "finding_id", "track", "department"},
};
static const LbLink finding_links[] = {
  {"campaign_id", FINDING_CAMPAIGN, FIND_CAMPAIGN, NULL, SHOW_CAMPAIGN},
  {"same_as_id", FINDING_SAME_AS, "SELECT id FROM finding WHERE finding_no = ?1", NULL,
   N_ ("no finding of the project has this number; put the earlier finding above it"),
   "(SELECT finding_no FROM finding f WHERE f.id = t.same_as_id)"},
};
static const LbFieldPair finding_orders[] = {
  {FINDING_SEEN, FINDING_TOWN_CLOSED}, {FINDING_SEEN, FINDING_DEPT_CLOSED}, {-1, -1}};

enum { SAMPLE_HOUSEHOLD, SAMPLE_PLACE, SAMPLE_CAMPAIGN = SAMPLE_PLACE + 4, SAMPLE_SUBSTITUTE };
static const LbField sample_fields[] = {
  [SAMPLE_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER},
  PLACE_FIELDS,
  [SAMPLE_CAMPAIGN] = {"campaign", LB_VALUE_TEXT, LB_NEED_VALUE},
  [SAMPLE_SUBSTITUTE] = {"substitute_for", LB_VALUE_NUMBER},
  {"substitute_reason", LB_VALUE_TEXT, NOT_NEEDED, "substitute_reason"},
  {"drawn_seq", LB_VALUE_COUNT, LB_NEED_HEADING, "drawn_seq", .min = 1, .max = MOST_COUNT},
  {"stratum", LB_VALUE_TEXT, NOT_NEEDED, "stratum"},
  {"visited_on", LB_VALUE_DATE, NOT_NEEDED, "visited_on"},
  {"group_no", LB_VALUE_TEXT, NOT_NEEDED, "group_no"},
};
static const LbLink sample_links[] = {
  {"campaign_id", SAMPLE_CAMPAIGN, FIND_CAMPAIGN, NULL, SHOW_CAMPAIGN},
  {"substitute_for", SAMPLE_SUBSTITUTE,
   "SELECT u.id FROM sample_unit u JOIN household h ON h.id = u.household_id WHERE h.household_no = ?1 ORDER BY u.id DESC", NULL,
   N_ ("this household is not in the sample; put the one that was replaced above its substitute"),
   "(SELECT household_no FROM household WHERE id = (SELECT household_id FROM sample_unit u WHERE u.id = t.substitute_for))"},
};

enum { ANSWER_HOUSEHOLD, ANSWER_PLACE, ANSWER_CAMPAIGN = ANSWER_PLACE + 4 };
static const LbField answer_fields[] = {
  [ANSWER_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER},
  PLACE_FIELDS,
  [ANSWER_CAMPAIGN] = {"campaign", LB_VALUE_TEXT, LB_NEED_VALUE},
  {"kind", LB_VALUE_WORD, LB_NEED_VALUE, "kind", "answer_kind"},
  {"item", LB_VALUE_TEXT, LB_NEED_VALUE, "item"},
  {"ledger_value", LB_VALUE_TEXT, NOT_NEEDED, "ledger_value"},
  {"value", LB_VALUE_TEXT, NOT_NEEDED, "value"},
  {"good", LB_VALUE_YES_NO, NOT_NEEDED, "good"},
  {"answered_on", LB_VALUE_DATE, NOT_NEEDED, "answered_on"},
};
static const LbLink answer_links[] = {
  {"sample_unit_id", ANSWER_CAMPAIGN,
   "SELECT u.id FROM sample_unit u JOIN campaign c ON c.id = u.campaign_id WHERE c.name = ?1 AND u.household_id IS ?2"
   " AND (?2 IS NOT NULL OR u.region_id = ?3)", NULL,
   N_ ("the sample of this campaign has no such household or village; import the sample first"),
   "(SELECT name FROM campaign WHERE id = (SELECT campaign_id FROM sample_unit WHERE id = t.sample_unit_id))"},
};

/* People, grids, ledgers ------------------------------------------------------------------------------------- */

enum { STAFF_NO, STAFF_PLACE, STAFF_STARTED = STAFF_PLACE + 4, STAFF_ENDED };
static const LbField staff_fields[] = {
  [STAFF_NO] = {"staff_no", LB_VALUE_NUMBER, LB_NEED_VALUE, "staff_no"},
  PLACE_FIELDS,
  [STAFF_STARTED] = {"started_on", LB_VALUE_DATE, NOT_NEEDED, "started_on"},
  [STAFF_ENDED] = {"ended_on", LB_VALUE_DATE, NOT_NEEDED, "ended_on"},
  {"name", LB_VALUE_TEXT, LB_NEED_VALUE, "name", .hidden = LB_PRIVATE_NAME},
  {"role", LB_VALUE_WORD, LB_NEED_VALUE, "role", "role"},
  {"unit", LB_VALUE_TEXT, NOT_NEEDED, "unit"},
  {"phone", LB_VALUE_NUMBER, NOT_NEEDED, "phone", .hidden = LB_PRIVATE_PHONE},
  {"sex", LB_VALUE_WORD, NOT_NEEDED, "sex", "sex"},
};
static const LbFieldPair staff_orders[] = {{STAFF_STARTED, STAFF_ENDED}, {-1, -1}};

#define FIND_STAFF(field)                                                                                \
  {"staff_id", field, "SELECT id FROM staff WHERE staff_no = ?1", NULL,                                  \
   N_ ("nobody of the staff has this number; import the staff first"),                        \
   "(SELECT staff_no FROM staff WHERE id = t.staff_id)"}

enum { ASSIGNMENT_STAFF, ASSIGNMENT_PLACE, ASSIGNMENT_HOUSEHOLD = ASSIGNMENT_PLACE + 4, ASSIGNMENT_STARTED, ASSIGNMENT_ENDED };
static const LbField assignment_fields[] = {
  [ASSIGNMENT_STAFF] = {"staff_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  PLACE_FIELDS,
  [ASSIGNMENT_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER},
  [ASSIGNMENT_STARTED] = {"started_on", LB_VALUE_DATE, NOT_NEEDED, "started_on"},
  [ASSIGNMENT_ENDED] = {"ended_on", LB_VALUE_DATE, NOT_NEEDED, "ended_on"},
  {"duty", LB_VALUE_WORD, LB_NEED_VALUE, "duty", "duty"},
};
static const LbLink assignment_links[] = {FIND_STAFF (ASSIGNMENT_STAFF)};
static const LbFieldPair assignment_orders[] = {{ASSIGNMENT_STARTED, ASSIGNMENT_ENDED}, {-1, -1}};

static const LbField assessment_fields[] = {
  {"staff_no", LB_VALUE_NUMBER},
  PLACE_FIELDS,
  {"kind", LB_VALUE_WORD, LB_NEED_VALUE, "kind", "assessment_kind"},
  {"period", LB_VALUE_TEXT, LB_NEED_VALUE, "period"},
  {"held_on", LB_VALUE_DATE, LB_NEED_VALUE, "held_on"},
  {"score", LB_VALUE_REAL, LB_NEED_VALUE, "score", .max = 100},
  {"method", LB_VALUE_WORD, NOT_NEEDED, "method", "assessment_method"},
  {"grade", LB_VALUE_TEXT, NOT_NEEDED, "grade"},
};
static const LbLink assessment_links[] = {FIND_STAFF (0)};

enum { TRAINING_PLACE, TRAINING_EXAMINED = TRAINING_PLACE + 4, TRAINING_PASSED };
static const LbField training_fields[] = {
  PLACE_FIELDS,
  [TRAINING_EXAMINED] = {"examined", LB_VALUE_COUNT, NOT_NEEDED, "examined", .max = MOST_COUNT, .summed = TRUE},
  [TRAINING_PASSED] = {"passed", LB_VALUE_COUNT, NOT_NEEDED, "passed", .max = MOST_COUNT, .summed = TRUE},
  {"kind", LB_VALUE_WORD, LB_NEED_VALUE, "kind", "training_kind"},
  {"held_on", LB_VALUE_DATE, LB_NEED_VALUE, "held_on"},
  {"hours", LB_VALUE_REAL, NOT_NEEDED, "hours", .max = 1000},
  {"venue", LB_VALUE_TEXT, NOT_NEEDED, "place"},
  {"attended", LB_VALUE_COUNT, NOT_NEEDED, "attended", .max = MOST_COUNT, .summed = TRUE},
};
static const LbFieldPair training_orders[] = {{TRAINING_PASSED, TRAINING_EXAMINED}, {-1, -1}};

static const LbField ledger_fields[] = {
  PLACE_FIELDS,
  {"type", LB_VALUE_WORD, LB_NEED_VALUE, "type", "ledger_type"},
  {"name", LB_VALUE_TEXT, NOT_NEEDED, "name"},
  {"updated_on", LB_VALUE_DATE, LB_NEED_VALUE, "updated_on"},
  {"row_count", LB_VALUE_COUNT, NOT_NEEDED, "row_count", .max = MOST_COUNT, .summed = TRUE},
};

static const LbField resource_fields[] = {
  PLACE_FIELDS,
  {"kind", LB_VALUE_WORD, LB_NEED_VALUE, "kind", "resource_kind"},
  {"name", LB_VALUE_TEXT, LB_NEED_VALUE, "name"},
  {"on_day", LB_VALUE_DATE, NOT_NEEDED, "on_day"},
  {"quantity", LB_VALUE_COUNT, NOT_NEEDED, "quantity", .max = MOST_COUNT, .summed = TRUE},
  {"jobs", LB_VALUE_COUNT, NOT_NEEDED, "jobs", .max = MOST_COUNT, .summed = TRUE},
  {"households", LB_VALUE_COUNT, NOT_NEEDED, "households", .max = MOST_COUNT, .summed = TRUE},
  {"amount", LB_VALUE_MONEY, NOT_NEEDED, "amount_fen", .max = MOST_FEN, .summed = TRUE},
};

/* Regions that no boundary file holds (管区, 联户), or what it does not say of the others: kind, declared sizes. The region
 * above must stand in the project, or further up in the file. */
enum { REGION_CODE, REGION_PARENT };
static const LbField region_fields[] = {
  [REGION_CODE] = {"code", LB_VALUE_TEXT, LB_NEED_VALUE, "code"},
  [REGION_PARENT] = {"parent_code", LB_VALUE_TEXT, LB_NEED_VALUE},
  {"name", LB_VALUE_TEXT, LB_NEED_VALUE, "name"},
  {"level", LB_VALUE_WORD, LB_NEED_VALUE, "level", "level"},
  {"grid_kind", LB_VALUE_WORD, NOT_NEEDED, "grid_kind", "grid_kind"},
  {"households_total", LB_VALUE_COUNT, NOT_NEEDED, "households_total", .max = MOST_COUNT},
  {"persons_total", LB_VALUE_COUNT, NOT_NEEDED, "persons_total", .max = MOST_COUNT},
};
static const LbLink region_links[] = {
  {"parent_id", REGION_PARENT, "SELECT id FROM region WHERE code = ?1", NULL,
   N_ ("no region of the project has this code; import the boundaries first, or put the region above further up in the file"),
   "(SELECT code FROM region p WHERE p.id = t.parent_id)"},
};

/* Villages renamed, merged, abolished: changes of regions that are there. */
static const LbField change_fields[] = {
  PLACE_FIELDS,
  [LB_CHANGE_KIND] = {"change", LB_VALUE_WORD, LB_NEED_VALUE, .words = "region_change"},
  [LB_CHANGE_DAY] = {"changed_on", LB_VALUE_DATE, LB_NEED_VALUE},
  [LB_CHANGE_NEW_NAME] = {"new_name", LB_VALUE_TEXT, LB_NEED_HEADING},
  [LB_CHANGE_NEW_CODE] = {"new_code", LB_VALUE_NUMBER},
};

/* The kinds -------------------------------------------------------------------------------------------------- */

#define FIELDS(table)   table, G_N_ELEMENTS (table)
#define CHILDREN(table) .children = table, .n_children = G_N_ELEMENTS (table)
#define LINKS(table)    .links = table, .n_links = G_N_ELEMENTS (table)
#define NONE            (-1)

const LbLedgerKind lb_ledger_kinds[LB_N_LEDGERS] = {
  [LB_LEDGER_HOUSEHOLDS] = {"households", "household", FIELDS (household_fields), LB_HOUSEHOLD_PLACE, NONE,
                            LB_PLACE_NEEDED, {"region_id", "size"}, .case_day = NONE},
  [LB_LEDGER_CASES] = {"cases", "monitoring_case", FIELDS (case_fields), NONE, LB_CASE_HOUSEHOLD, LB_PLACE_ANY,
                       {"household_id", "persons", "case_seq"}, .case_day = NONE, CHILDREN (case_children),
                       .orders = case_orders, .needs = case_needs, .words = case_words},
  [LB_LEDGER_MEASURES] = {"measures", "measure", FIELDS (measure_fields), NONE, LB_MEASURE_HOUSEHOLD, LB_PLACE_ANY,
                          {"case_id"}, "case_id category planned_on subtype", TRUE, LB_MEASURE_PLANNED, TRUE},
  [LB_LEDGER_VISITS] = {"visits", "visit", FIELDS (visit_fields), NONE, 0, LB_PLACE_ANY, {"household_id"},
                        "household_id visited_on mode purpose visitor", TRUE, NONE},
  [LB_LEDGER_REGISTRATIONS] = {"registrations", "platform_reg", FIELDS (registration_fields), NONE, 0, LB_PLACE_ANY,
                               {"household_id"}, "household_id platform", FALSE, NONE},
  [LB_LEDGER_MATTERS] = {"matters", "matter", FIELDS (matter_fields), MATTER_PLACE, MATTER_HOUSEHOLD, LB_PLACE_ANY,
                         {"region_id", "household_id"}, "matter_no", FALSE, NONE, .orders = matter_orders},
  [LB_LEDGER_STAFF] = {"staff", "staff", FIELDS (staff_fields), STAFF_PLACE, NONE, LB_PLACE_ANY, {"region_id"},
                       "staff_no", FALSE, NONE, .orders = staff_orders},
  [LB_LEDGER_MEMBERS] = {"members", "person", FIELDS (member_fields), NONE, LB_MEMBER_HOUSEHOLD, LB_PLACE_ANY,
                         {"household_id", "person_no", "id_hash", "id_enc", "id_state", "birth_year", "sex"}, .case_day = NONE},
  [LB_LEDGER_PERSONS] = {"persons", "person", FIELDS (person_fields), 1, NONE, LB_PLACE_NEEDED, {NULL},
                         .case_day = NONE, .orders = person_orders, .needs = person_needs, .words = person_words,
                         .parts = person_parts, .n_parts = G_N_ELEMENTS (person_parts)},
  [LB_LEDGER_INCOMES] = {"incomes", "household_income", FIELDS (income_fields), NONE, 0, LB_PLACE_ANY, {"household_id"},
                         "household_id year", FALSE, NONE},
  [LB_LEDGER_WORK] = {"work", "person_work", FIELDS (work_fields), NONE, 0, LB_PLACE_ANY, {"person_id"}, "person_id started_on",
                      FALSE, NONE, LINKS (work_links), .orders = work_orders},
  [LB_LEDGER_WORK_PLANS] = {"work-plans", "work_plan", FIELDS (work_plan_fields), NONE, 0, LB_PLACE_ANY, {"person_id"}, "person_id",
                            FALSE, NONE, LINKS (work_plan_links)},
  [LB_LEDGER_CLEARANCES] = {"clearances", "risk_clearance", FIELDS (clearance_fields), NONE, 0, LB_PLACE_ANY,
                            {"case_id"}, "case_id", FALSE, CLEARANCE_PROPOSED, TRUE, .orders = clearance_orders},
  [LB_LEDGER_EVIDENCE] = {"evidence", "evidence", FIELDS (evidence_fields), NONE, 0, LB_PLACE_ANY,
                          {"household_id", "case_id"}, "household_id subject item kind file_name", TRUE, EVIDENCE_TAKEN},
  [LB_LEDGER_VISIT_PLANS] = {"visit-plans", "visit_plan", FIELDS (visit_plan_fields), PLAN_PLACE, PLAN_HOUSEHOLD,
                             LB_PLACE_ANY, {"region_id", "household_id"},
                             "region_id household_id rhythm task started_on", TRUE, NONE, .orders = plan_orders},
  [LB_LEDGER_TICKETS] = {"tickets", "matter_ticket", FIELDS (ticket_fields), NONE, NONE, LB_PLACE_ANY, {"matter_id"},
                         "matter_id stage seq", FALSE, NONE, LINKS (ticket_links)},
  [LB_LEDGER_WARNINGS] = {"warnings", "early_warning", FIELDS (warning_fields), WARNING_PLACE, WARNING_HOUSEHOLD,
                          LB_PLACE_ANY, {"region_id", "household_id"}, "warning_no", FALSE, NONE,
                          CHILDREN (warning_children), .orders = warning_orders, .needs = warning_needs},
  [LB_LEDGER_FINDINGS] = {"findings", "finding", FIELDS (finding_fields), FINDING_PLACE, FINDING_HOUSEHOLD, LB_PLACE_ANY,
                          {"region_id", "household_id", "campaign_id", "same_as_id"}, "finding_no", FALSE, NONE,
                          CHILDREN (finding_children), LINKS (finding_links), .orders = finding_orders},
  [LB_LEDGER_SAMPLES] = {"samples", "sample_unit", FIELDS (sample_fields), SAMPLE_PLACE, SAMPLE_HOUSEHOLD, LB_PLACE_ANY,
                         {"region_id", "household_id", "campaign_id", "substitute_for"},
                         "campaign_id region_id household_id", FALSE, NONE, LINKS (sample_links)},
  [LB_LEDGER_ANSWERS] = {"answers", "answer", FIELDS (answer_fields), ANSWER_PLACE, ANSWER_HOUSEHOLD, LB_PLACE_ANY,
                         {"sample_unit_id"}, "sample_unit_id kind item", TRUE, NONE, LINKS (answer_links)},
  [LB_LEDGER_ASSIGNMENTS] = {"assignments", "assignment", FIELDS (assignment_fields), ASSIGNMENT_PLACE,
                             ASSIGNMENT_HOUSEHOLD, LB_PLACE_EITHER, {"staff_id", "region_id", "household_id"},
                             "staff_id region_id household_id duty started_on", TRUE, NONE, LINKS (assignment_links),
                             .orders = assignment_orders},
  [LB_LEDGER_ASSESSMENTS] = {"assessments", "assessment", FIELDS (assessment_fields), 1, NONE, LB_PLACE_ANY,
                             {"staff_id", "region_id"}, "staff_id region_id kind period", TRUE, NONE,
                             LINKS (assessment_links)},
  [LB_LEDGER_TRAININGS] = {"trainings", "training", FIELDS (training_fields), TRAINING_PLACE, NONE, LB_PLACE_ANY,
                           {"region_id"}, "region_id kind held_on place", TRUE, NONE, .orders = training_orders},
  [LB_LEDGER_LEDGERS] = {"ledgers", "ledger", FIELDS (ledger_fields), 0, NONE, LB_PLACE_ANY, {"region_id"},
                         "region_id type name updated_on", TRUE, NONE},
  [LB_LEDGER_REGIONS] = {"regions", "region", FIELDS (region_fields), NONE, NONE, LB_PLACE_ANY, {"parent_id"}, "code", FALSE,
                         NONE, LINKS (region_links)},
  [LB_LEDGER_RESOURCES] = {"resources", "resource", FIELDS (resource_fields), 0, NONE, LB_PLACE_ANY, {"region_id"},
                           "region_id kind name on_day", TRUE, NONE},
  [LB_LEDGER_REGION_CHANGES] = {"region-changes", "region", FIELDS (change_fields), LB_CHANGE_PLACE, NONE, LB_PLACE_NEEDED,
                                {NULL}, .case_day = NONE},
};

const LbLedgerKind *
lb_ledger_kind_find (const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < LB_N_LEDGERS; i++) {
    if (strcmp (lb_ledger_kinds[i].name, name) == 0)
      return &lb_ledger_kinds[i];
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", lb_ledger_kinds[i].name);
  }
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("“%s” is not a kind of ledger; use one of %s"), name, known->str);
  return NULL;
}

LbLedger
lb_ledger_kind_id (const LbLedgerKind *kind)
{
  return (LbLedger) (kind - lb_ledger_kinds);
}

int
lb_ledger_kind_get_case (const LbLedgerKind *kind)
{
  return kind == &lb_ledger_kinds[LB_LEDGER_CASES]     ? 0
         : kind == &lb_ledger_kinds[LB_LEDGER_PERSONS] ? PERSON_CASE - 1
                                                       : -1;
}
