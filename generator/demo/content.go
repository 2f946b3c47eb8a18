package demo

// The files of content/ that are the same for every seed.

// registrant is the company of the demonstration. Only its name, numbers and
// addresses are real; they are public, on the cover of its Form SD for 2013.
const registrant = `# Who files. Every key is explained in content/README.md.
name: Itron, Inc.
short_name: Itron
file_stem: itron
state_of_incorporation: Washington
commission_file_number: 000-22418
employer_identification_number: 91-1011792
cik: "0000780571"
# The address is that on the cover of the Form SD filed in 2014; the contact is fictional.
address:
  street: 2111 N Molter Road
  city: Liberty Lake
  state: Washington
  zip: "99019"
  country: United States
contact:
  name: Robin Hallworth (fictional)
  phone: (509) 555-0100
# Fictional too: nobody reads these addresses.
mail:
  from: conflict-minerals@metering.example
  buyer: purchasing@metering.example
# The form is filed in the United States: April 30, 2026, and program.
english: american
public_url: https://www.itron.com/investors/conflict-minerals/
# The lists of smelters are fictional, so that their statuses may be shown.
published_status: all
# So is their directory: it may be part of the page on which suppliers check a workbook.
check_page: with-directory
# The supplier data of this project is invented.
demonstration: true
description: Itron makes standard and advanced meters, communication modules and network equipment for utilities.
# Fictional data may be used by anyone.
data_licence:
  name: CC0-1.0
  url: https://creativecommons.org/publicdomain/zero/1.0/
`

// yearSettings takes the year, the cut-off, the day of publication and the day of both snapshots.
const yearSettings = `# Reporting year %d. Every key is explained in content/README.md.
# Suppliers, smelters and answers of this year are invented.
demonstration: true
# Answers count until this day; every figure is as of it.
cut_off: %s
publish: %s # everybody sees the year
# Versions of the template that are accepted.
accepted_versions: ["6.4", "6.5"]
# A declaration may be this old at the end of the year.
window_months: 12
# The lists that this year is judged by, in data/reference.
snapshots:
  directory: directory-%s.csv
  conformance: conformance-%s.csv
# How due diligence is governed; all of it invented.
due_diligence:
  oversight:
    title: Vice President, Supply Chain (fictional)
    committee: Responsible Sourcing Committee (fictional)
    team: purchasing, product compliance and legal affairs
    reports_to: Audit Committee of the Board of Directors (fictional)
  grievance: {address: https://www.itron.com/investors/conflict-minerals/policy/}
  retention_years: 5
  memberships:
    - {name: a fictional association of metering companies}
  contract_terms: to answer this inquiry each year, to ask the same of their own suppliers, and to move away from a smelter on request
`

// rollupSettings takes the year, and the year after.
const rollupSettings = `# The company's own CMRT for %d. Every key is explained in content/README.md.
# People, numbers and addresses are invented, and so are the answers.
company:
  unique_id: 00-000-0000
  unique_id_authority: DUNS
  contact:
    name: Robin Hallworth (fictional)
    email: conflict-minerals@metering.example
    phone: (509) 555-0100
  authorizer:
    name: Robin Hallworth (fictional)
    title: Compliance manager (fictional)
    email: conflict-minerals@metering.example
effective_date: %d-05-04
answers:
  policy: yes
  policy_public: yes
  validated_smelters_required: no
  due_diligence: yes
  supplier_survey: yes
  review: yes
  corrective_action: yes
  annual_disclosure: sec
comments:
  policy_public: https://www.itron.com/investors/conflict-minerals/policy/
`

// rollupOfEMRT takes the year; the rest is in rollup.yaml.
const rollupOfEMRT = `# The company's own EMRT for %d. What is left out of company is in rollup.yaml.
# The answers are invented.
answers:
  policy: yes
  policy_public: yes
  validated_smelters_required: planned
  due_diligence: yes
  supplier_survey: yes
  review: yes
  corrective_action: yes
comments:
  policy_public: https://www.itron.com/investors/conflict-minerals/policy/
`

// activities takes the year, then the year after four times.
const activities = `date,step,activity,kind
%d-09-15,1,purchasing staff were trained on the information requested from suppliers (fictional),training
%d-01-12,1,the policy was sent to suppliers in scope with the request for a declaration (fictional),
%d-05-08,3,the results of the inquiry and the register of risks were reported to the Audit Committee (fictional),management-report
%d-03-20,4,facilities that had not passed an assessment were asked for one through the association of which the company is a member (fictional),
%d-05-04,5,the figures of this report and the tables behind them were prepared for publication (fictional),
`

// risks takes the year after. What it says holds for every seed and size.
const risks = `risk,since,owner,role,measure,deadline,state,note
Metal may come from facilities that have not passed an assessment,%[1]d-03-14,Robin Hallworth (fictional),"Director, Strategic Sourcing",Suppliers that name such a facility are asked to press for an assessment or to name another source,%[1]d-08-31,mitigating,
Where the metal of suppliers that do not answer comes from is not known,%[1]d-04-20,Robin Hallworth (fictional),"Director, Strategic Sourcing",Orders for new parts go only to suppliers that have answered; the buyers of those that stay silent were asked to press for an answer,%[1]d-09-30,mitigating,
"Tantalum, tin, tungsten or gold may come from a covered country: a supplier's workbook may hold a warning sign, or its answers may rule nothing out",%[1]d-04-22,Robin Hallworth (fictional),"Manager, Product Compliance","Suppliers whose workbook holds a warning sign are asked for the smelter, the mine and the program under which the ore was traded; until that is clear the metal counts as one that may come from there",%[1]d-09-30,mitigating,
A trader may be named where a smelter should be,%[1]d-04-22,Robin Hallworth (fictional),"Manager, Product Compliance",Entries that name none are rejected and the supplier is asked for the smelter behind them,%[1]d-04-29,closed,Each such entry of the year was rejected.
`

const products = `product,metals,description
Electricity meters,tin gold tantalum,"Meters for homes and industry: soldered boards, plated contacts, capacitors."
Gas meters,tin gold,Meters with an electronic index and a radio.
Water meters,tin gold,Meters with an electronic register.
Communication modules,tin gold tantalum tungsten,Radio and cellular modules that go into meters.
Network routers,tin gold tantalum tungsten,Routers and access points of the metering network.
`
