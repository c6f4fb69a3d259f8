-- The tables of a snapshot. Every month is the first day; every sum of yuan is whole; every table is sorted by month,
-- then county or area. docs/architecture.md says what one row is.

CREATE OR REPLACE TABLE meta (
    key VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);

CREATE OR REPLACE TABLE places (
    code VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    parent_code VARCHAR,
    longitude DOUBLE,
    latitude DOUBLE,
    position_source VARCHAR
);

CREATE OR REPLACE TABLE designations (
    code VARCHAR NOT NULL,
    designation VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE,
    is_confirmed BOOLEAN
);

CREATE OR REPLACE TABLE targets (
    area_code VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    due_month DATE,
    source VARCHAR
);

CREATE OR REPLACE TABLE months (
    month DATE NOT NULL
);

CREATE OR REPLACE TABLE county_months (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    is_reported BOOLEAN NOT NULL,
    received_on DATE,
    is_late BOOLEAN,
    is_verified BOOLEAN,
    ledger_month DATE
);

CREATE OR REPLACE TABLE workshops (
    workshop_id VARCHAR NOT NULL,
    county_code VARCHAR NOT NULL,
    village_code VARCHAR NOT NULL,
    town_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    workshop_type VARCHAR NOT NULL,
    product VARCHAR,
    brand VARCHAR,
    operating_mode VARCHAR,
    opened_month DATE NOT NULL,
    closed_month DATE,
    stars TINYINT,
    party_branch VARCHAR,
    steward_count SMALLINT,
    longitude DOUBLE,
    latitude DOUBLE
);

CREATE OR REPLACE TABLE served_villages (
    workshop_id VARCHAR NOT NULL,
    county_code VARCHAR NOT NULL,
    village_code VARCHAR NOT NULL
);

CREATE OR REPLACE TABLE county_enterprises (
    county_code VARCHAR NOT NULL,
    credit_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    name VARCHAR NOT NULL,
    industry VARCHAR,
    home_county_code VARCHAR
);

CREATE OR REPLACE TABLE enterprises (
    credit_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    industry VARCHAR,
    home_county_code VARCHAR
);

CREATE OR REPLACE TABLE partnerships (
    workshop_id VARCHAR NOT NULL,
    county_code VARCHAR NOT NULL,
    credit_code VARCHAR NOT NULL,
    linkage VARCHAR NOT NULL,
    started_month DATE NOT NULL,
    ended_month DATE
);

CREATE OR REPLACE TABLE workshop_months (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_id VARCHAR NOT NULL,
    people BIGINT NOT NULL,
    women BIGINT NOT NULL,
    low_income_people BIGINT NOT NULL,
    wage_sum BIGINT NOT NULL,
    days_people BIGINT NOT NULL,
    days_sum BIGINT NOT NULL,
    days_wage_sum BIGINT NOT NULL,
    increase_people BIGINT NOT NULL,
    increase_sum BIGINT NOT NULL,
    output_yuan BIGINT,
    orders_yuan BIGINT,
    collective_income_yuan BIGINT,
    training_sessions SMALLINT,
    people_trained SMALLINT,
    survey_responses SMALLINT,
    survey_satisfied SMALLINT,
    hazards_found SMALLINT,
    hazards_fixed SMALLINT,
    hazards_open INTEGER
);

CREATE OR REPLACE TABLE cells (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    sex VARCHAR NOT NULL,
    is_low_income BOOLEAN NOT NULL,
    age_band VARCHAR NOT NULL,
    people BIGINT NOT NULL,
    wage_sum BIGINT NOT NULL,
    wage_log_sum DOUBLE NOT NULL,
    prior_people BIGINT NOT NULL,
    prior_sum BIGINT NOT NULL,
    prior_log_sum DOUBLE NOT NULL,
    both_wage_sum BIGINT NOT NULL,
    both_wage_log_sum DOUBLE NOT NULL,
    increase_sum BIGINT NOT NULL
);

CREATE OR REPLACE TABLE income_bins (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    measure VARCHAR NOT NULL,
    workshop_type VARCHAR NOT NULL,
    is_low_income BOOLEAN,
    bin INTEGER NOT NULL,
    people BIGINT NOT NULL,
    yuan_sum BIGINT NOT NULL
);

CREATE OR REPLACE TABLE income_areas (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    increase_people BIGINT NOT NULL,
    increase_sum BIGINT NOT NULL,
    q1 DOUBLE NOT NULL,
    median DOUBLE NOT NULL,
    q3 DOUBLE NOT NULL
);

CREATE OR REPLACE TABLE reach (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    sex VARCHAR NOT NULL,
    is_low_income BOOLEAN NOT NULL,
    gap_months INTEGER,
    was_in_previous_ledger BOOLEAN NOT NULL,
    people BIGINT NOT NULL
);

CREATE OR REPLACE TABLE first_seen (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    is_low_income BOOLEAN NOT NULL,
    people BIGINT NOT NULL
);

CREATE OR REPLACE TABLE cohorts (
    county_code VARCHAR NOT NULL,
    joined_month DATE NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    is_low_income BOOLEAN NOT NULL,
    people BIGINT NOT NULL
);

CREATE OR REPLACE TABLE stability_bins (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    bin DOUBLE NOT NULL,
    people BIGINT NOT NULL
);

CREATE OR REPLACE TABLE group_bins (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    bin INTEGER NOT NULL,
    women INTEGER NOT NULL,
    men INTEGER NOT NULL,
    aged_16_29 INTEGER NOT NULL,
    aged_30_39 INTEGER NOT NULL,
    aged_40_49 INTEGER NOT NULL,
    aged_50_59 INTEGER NOT NULL,
    aged_60_69 INTEGER NOT NULL,
    aged_70_plus INTEGER NOT NULL,
    wages INTEGER NOT NULL,
    piece_rate INTEGER NOT NULL,
    rent INTEGER NOT NULL,
    dividends INTEGER NOT NULL,
    guaranteed_purchase INTEGER NOT NULL,
    discounted_inputs INTEGER NOT NULL,
    free_equipment INTEGER NOT NULL,
    no_linkage INTEGER NOT NULL
);

CREATE OR REPLACE TABLE group_increases (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    dimension VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    people BIGINT NOT NULL,
    increase_sum BIGINT NOT NULL,
    p10 DOUBLE NOT NULL,
    q1 DOUBLE NOT NULL,
    median DOUBLE NOT NULL,
    q3 DOUBLE NOT NULL,
    p90 DOUBLE NOT NULL
);

CREATE OR REPLACE TABLE paired_bins (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    prior_bin INTEGER NOT NULL,
    wage_bin INTEGER NOT NULL,
    people BIGINT NOT NULL,
    prior_sum BIGINT NOT NULL,
    wage_sum BIGINT NOT NULL
);

CREATE OR REPLACE TABLE raises (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    people BIGINT NOT NULL,
    raised BIGINT NOT NULL,
    fell BIGINT NOT NULL,
    wage_sum_now BIGINT NOT NULL,
    wage_sum_then BIGINT NOT NULL
);

CREATE OR REPLACE TABLE spells (
    county_code VARCHAR NOT NULL,
    joined_month DATE NOT NULL,
    dimension VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    months_at_work INTEGER NOT NULL,
    is_ended BOOLEAN NOT NULL,
    people BIGINT NOT NULL
);

CREATE OR REPLACE TABLE travel (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    is_low_income BOOLEAN NOT NULL,
    relation VARCHAR NOT NULL,
    distance_band VARCHAR NOT NULL,
    people BIGINT NOT NULL
);

CREATE OR REPLACE TABLE households (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    households BIGINT NOT NULL,
    low_income_households BIGINT NOT NULL,
    new_households BIGINT NOT NULL,
    new_low_income_households BIGINT NOT NULL,
    people BIGINT NOT NULL,
    low_income_people BIGINT NOT NULL,
    people_without_household BIGINT NOT NULL,
    low_income_people_without_household BIGINT NOT NULL
);

CREATE OR REPLACE TABLE steadiness (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    dimension VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    bin DOUBLE NOT NULL,
    people BIGINT NOT NULL
);

CREATE OR REPLACE TABLE increases (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    whose VARCHAR NOT NULL,
    people BIGINT NOT NULL,
    increase_sum BIGINT NOT NULL,
    p10 DOUBLE NOT NULL,
    q1 DOUBLE NOT NULL,
    median DOUBLE NOT NULL,
    q3 DOUBLE NOT NULL,
    p90 DOUBLE NOT NULL
);

CREATE OR REPLACE TABLE ginis (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    people BIGINT NOT NULL,
    wage_gini DOUBLE,
    prior_gini DOUBLE
);

CREATE OR REPLACE TABLE area_stocks (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    built BIGINT,
    active BIGINT,
    people_ever BIGINT,
    low_income_people_ever BIGINT
);

CREATE OR REPLACE TABLE area_targets (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    target DOUBLE NOT NULL,
    built BIGINT NOT NULL
);

CREATE OR REPLACE TABLE area_coverage (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    goal VARCHAR NOT NULL,
    places BIGINT NOT NULL,
    covered_places BIGINT NOT NULL
);

CREATE OR REPLACE TABLE area_people (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    people BIGINT NOT NULL,
    low_income_people BIGINT NOT NULL,
    prior_people BIGINT NOT NULL,
    both_wage_sum BIGINT NOT NULL,
    both_wage_log_sum DOUBLE NOT NULL,
    parts_wage_log_sum DOUBLE,
    increase_sum BIGINT NOT NULL
);

CREATE OR REPLACE TABLE area_movement (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    joiners BIGINT,
    returners BIGINT,
    leavers BIGINT
);

CREATE OR REPLACE TABLE area_retention (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    at_work BIGINT NOT NULL,
    joined BIGINT NOT NULL
);

CREATE OR REPLACE TABLE area_stability (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    people BIGINT NOT NULL,
    q1 DOUBLE NOT NULL,
    median DOUBLE NOT NULL,
    q3 DOUBLE NOT NULL
);

CREATE OR REPLACE TABLE area_increases (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    people BIGINT NOT NULL,
    increase_sum BIGINT NOT NULL,
    p10 DOUBLE NOT NULL,
    q1 DOUBLE NOT NULL,
    median DOUBLE NOT NULL,
    q3 DOUBLE NOT NULL,
    p90 DOUBLE NOT NULL,
    low_income_people BIGINT,
    low_income_increase_sum BIGINT,
    low_income_q1 DOUBLE,
    low_income_median DOUBLE,
    low_income_q3 DOUBLE,
    other_people BIGINT,
    other_increase_sum BIGINT,
    other_q1 DOUBLE,
    other_median DOUBLE,
    other_q3 DOUBLE
);

CREATE OR REPLACE TABLE area_group_increases (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    dimension VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    people BIGINT NOT NULL,
    increase_sum BIGINT NOT NULL,
    p10 DOUBLE NOT NULL,
    q1 DOUBLE NOT NULL,
    median DOUBLE NOT NULL,
    q3 DOUBLE NOT NULL,
    p90 DOUBLE NOT NULL
);

CREATE OR REPLACE TABLE area_ginis (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    people BIGINT NOT NULL,
    wage_gini DOUBLE,
    prior_gini DOUBLE
);

CREATE OR REPLACE TABLE area_results (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    output_yuan BIGINT,
    output_workshops BIGINT NOT NULL,
    output_people BIGINT,
    orders_yuan BIGINT,
    orders_people BIGINT,
    collective_income_yuan BIGINT,
    collective_workshops BIGINT NOT NULL,
    training_sessions BIGINT,
    session_workshops BIGINT NOT NULL,
    people_trained BIGINT,
    trained_people BIGINT
);

CREATE OR REPLACE TABLE area_trust (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    satisfied BIGINT,
    responses BIGINT NOT NULL
);

CREATE OR REPLACE TABLE area_dependence (
    area_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    workshop_type VARCHAR NOT NULL,
    largest_enterprise_people BIGINT NOT NULL,
    people BIGINT NOT NULL
);
