-- What the number of a workplace stands for: a pair of village and type.
SELECT DISTINCT workplace, county_code, village_code, workshop_type
FROM workshop_rows
