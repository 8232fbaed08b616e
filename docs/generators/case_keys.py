"""What each key of case.yaml says, and its unit: the words that types cannot carry.

SECTIONS: for each kind of part, its heading, its anchor and one line. KEYS: for each key, what it says and its unit.
docs/generate.py refuses to run while a key has no words here.
"""

from __future__ import annotations

SECTIONS: dict[str, tuple[str, str, str]] = {
    "CaseLayout": ("The whole file", "the-whole-file", "The keys at the left edge of `case.yaml`."),
    "Authority": ("authority", "authority", "Who buys."),
    "ProcurementLayout": ("procurement", "procurement", "What is bought, and under which rules."),
    "Regime": ("procurement.regime", "regime", "Which rules the procurement runs under; what hangs on it differs."),
    "Commencement": (
        "procurement.commencement",
        "commencement",
        "The day decides which social value edition binds; today's date never does.",
    ),
    "Money": ("Money", "money", "How a sum is written wherever one stands."),
    "Extra": ("procurement.extras", "extras", "Sums beyond the stages; the legal value counts them in full."),
    "Split": ("procurement.split", "split", "How the 100% of each award decision divides."),
    "Circumstances": (
        "procurement.circumstances",
        "circumstances",
        "Facts that decide whether a criterion relates to what is bought. "
        "Leave out what you do not know: unsaid is neither yes nor no, and the design asks.",
    ),
    "Stage": ("stages", "stages", "Steps of development, in order. Those outside the contract come last."),
    "Gate": ("stages.gate", "gate", "The decision point after a stage."),
    "Consequence": (
        "stages.evidence_until",
        "evidence-until",
        "A moment after the stage's end at which its evidence still has a consequence.",
    ),
    "Lot": ("lots", "lots", "Parts that are awarded separately. A stage is not a lot."),
    "Round": ("rounds", "rounds", "Steps of tendering in one procedure. A stage is not a round; the last is final."),
    "QualityCriterion": ("quality", "quality", "Quality criteria that you bring yourself."),
    "Importance": ("importance", "importance", "How much outcomes and missions matter to you."),
    "Decision": (
        "decisions",
        "decisions",
        "What a named person decided, against or beyond advice. "
        "[Disagree with the design](../how-to/disagree-with-the-design.md) shows each kind.",
    ),
    "Withdrawal": (
        "withdrawn",
        "withdrawn",
        "Decisions that no longer hold. They are kept so that the record is whole, and bear on nothing.",
    ),
    "Assumption": ("assumptions", "assumptions", "Values taken because nobody has said. `commonweal new` writes them."),
}

KEYS: dict[str, dict[str, tuple[str, str]]] = {
    "CaseLayout": {
        "commonweal": ("The version of this layout: 1.", ""),
        "title": ("What the procurement is called.", ""),
        "authority": ("Who buys.", ""),
        "procurement": ("What is bought, and under which rules.", ""),
        "stages": ("Steps of development; at least one under contract.", ""),
        "lots": ("Parts awarded separately.", ""),
        "rounds": ("Steps of tendering.", ""),
        "quality": ("Your own quality criteria; left out, one block stands for them.", ""),
        "importance": ("How much outcomes and missions matter to you.", ""),
        "answers": (
            "By check, then by the check's question: what a person answers. "
            "[Checks](checks/index.md) lists both, and the type of each answer.",
            "",
        ),
        "decisions": ("What a named person decided.", ""),
        "withdrawn": ("Decisions that were withdrawn, each with why.", ""),
        "assumptions": ("What was taken because nobody had said.", ""),
        "notices": ("The notices that the case was drafted from, each by ocid and notice number.", ""),
        "packs": ("Folders of your own packs, from the case's folder.", ""),
    },
    "Authority": {
        "name": ("The contracting authority's name.", ""),
        "kind": ("What kind of body it is; editions bind some kinds and not others.", ""),
        "identifier": ("Its identifier in a public register.", ""),
        "region": ("Where the benefit falls, for the 2012 Act.", ""),
    },
    "ProcurementLayout": {
        "award_structure": ("How awards are made: where the criteria of a stage can live.", ""),
        "delivery_model": ("How the work is delivered.", ""),
        "regime": ("The legal regime.", ""),
        "nature": ("Goods, services or works.", ""),
        "description": ("What is bought, and what it is for.", ""),
        "cpv": ("CPV codes, each of eight digits in quotation marks.", ""),
        "commencement": ("The day of the first notice.", ""),
        "declared_value": ("A whole-life maximum that somebody has stated; the legal value is never below it.", ""),
        "extras": ("Options, extensions, fees, payments to those who take part.", ""),
        "separate_reason": (
            "The recorded good reason for valuing stages let as separate contracts apart "
            "(■ Procurement Act 2023, Schedule 3 paragraph 4); left out, they are added up.",
            "",
        ),
        "split": ("How each award decision's 100% divides; left out, one is assumed and shown.", ""),
        "circumstances": ("Facts that decide whether a criterion relates to what is bought.", ""),
        "missions": ("The missions that this serves, by code.", ""),
        "framework_criteria": ("For a call-off: the framework's award criteria, which bound the call-off's.", ""),
    },
    "Regime": {
        "kind": ("Which regime.", ""),
        "limb": ("For defence and security: the limb of s.7(1), `a` to `g`.", ""),
        "paragraph": ("For an exempt contract: the paragraph of Schedule 2.", ""),
    },
    "Commencement": {
        "on": ("The day.", "day, as 2026-12-07"),
        "planned": ("Whether it lies ahead; `false` once it has happened.", ""),
    },
    "Money": {
        "amount": ("The sum, zero or more.", "`currency`"),
        "vat": ("Whether VAT is in it. Legal values include VAT; unknown leaves the value a range.", ""),
        "currency": ("A code of three letters. Other currencies are shown, never converted.", ""),
        "price_base": ("The year of real prices; left out, cash.", "year"),
    },
    "Extra": {
        "what": ("What the sum is for.", ""),
        "amount": ("The sum. Left out, nobody knows it: legal tests of value then answer unknown.", "unknown"),
    },
    "Split": {
        "price": ("Price's part; 0 under an absolute method.", "% of the total mark"),
        "quality": ("Quality's part.", "% of the total mark"),
        "social_value": ("Social value's part.", "% of the total mark"),
        "method": (
            "How price and quality meet. `price-per-quality-point` and `value-for-money-index` are absolute: "
            "price then has no weighting of its own.",
            "",
        ),
    },
    "Circumstances": {
        "research": ("It is bought to find something out.", ""),
        "digital": ("It is digital.", ""),
        "clinical": ("It bears on the care of patients.", ""),
        "people_take_part": ("People outside the supplier take part in it.", ""),
        "personal_data": ("Personal data are used.", ""),
        "physical_product": ("A thing is made or supplied.", ""),
        "local_community": ("It is delivered in and for a community.", ""),
        "labour_intensive": ("It is carried mostly by people's work.", ""),
        "energy_or_materials": ("It uses much energy or material.", ""),
        "supply_chain": ("It depends on a chain of suppliers.", ""),
        "suppliers_mostly_small": ("The firms likely to bid are small themselves.", ""),
        "follow_on_intended": ("A later contract is in view.", ""),
        "pilot_participants_may_bid": ("Those who took part in an earlier pilot may bid.", ""),
        "delivered_overseas": ("It is delivered mainly outside the United Kingdom.", ""),
    },
    "Stage": {
        "id": ("Small words joined by hyphens; decisions name the stage by it.", ""),
        "title": ("What people call it.", ""),
        "kind": ("What kind of step it is. `explore` and `prototype` are early.", ""),
        "months": ("Its length, above 0 and up to 600.", "months"),
        "funding": ("What one contract is paid for it; the design needs it.", ""),
        "contracts": ("How many contracts run side by side.", "contracts"),
        "bidders": ("How many bids are expected; left out, 6.", "bidders"),
        "assessors": ("How many people assess each bid; left out, 3.", "assessors"),
        "gate": ("The decision point after it.", ""),
        "under_contract": (
            "`false` where this procurement does not buy it: it may follow, and no bidder can promise it.",
            "",
        ),
        "purpose": ("What it is to find out or bring about.", ""),
        "deliverables": ("What the contract asks for at this stage.", ""),
        "evidence_until": ("The last moment when its evidence matters; left out, its end.", ""),
    },
    "Gate": {
        "title": ("What people call it.", ""),
        "pass_share": (
            "The chance that the stage as a whole succeeds, as you believe it now, however many contracts run side by "
            "side in it; left out, 0.7.",
            "share, 0 to 1",
        ),
        "stop_right": ("Whether the contract gives a right to stop here; left out, nobody has said.", ""),
        "in_notice": ("Whether the notice provides for it; left out, nobody has said.", ""),
        "in_contract": ("Whether the contract provides for it; left out, nobody has said.", ""),
    },
    "Consequence": {
        "what": ("What happens then, such as a final payment.", ""),
        "months_after_stage": ("When, counted from the stage's end.", "months"),
    },
    "Lot": {
        "id": ("The lot's number or code.", ""),
        "title": ("What people call it.", ""),
        "value": ("What its own contract is worth. The scheme is designed for all lots alike.", "unsaid"),
    },
    "Round": {
        "id": ("Small words joined by hyphens.", ""),
        "title": ("What people call it.", ""),
        "kind": ("What kind of round it is; exactly one is final, and it stands last.", ""),
        "keeps_at_most": ("How many suppliers go on at most.", "suppliers"),
        "keeps_at_least": ("How many suppliers go on at least.", "suppliers"),
    },
    "QualityCriterion": {
        "title": ("The criterion's title.", ""),
        "weighting": ("Its part; where the parts miss the split they are rescaled, and you are told.", "%"),
        "question": ("What bidders are asked. Without it the scheme is not published.", ""),
        "word_limit": ("How long an answer may be.", "words"),
        "evidence": ("What convinces; bidders read it.", ""),
        "levels": ("What earns each score, 0 to 5: six texts, or none for the usual scale.", ""),
        "sub_criteria": ("Its parts, each explained on its own to every bidder.", ""),
    },
    "Importance": {
        "outcomes": ("By outcome: how much it matters. Unsaid is 3.", "0 to 5"),
        "missions": ("By mission: how much it matters. Unsaid is 3.", "0 to 5"),
    },
    "Decision": {
        "kind": ("What sort of decision it is.", ""),
        "subject": (
            "What it is about: a criterion, CRITERION.FACTOR, CRITERION.PART, a pack, an outcome or an option.",
            "",
        ),
        "reason": ("The authority's own reason.", ""),
        "by": ("Who decided.", ""),
        "on": ("The day.", "day, as 2026-11-23"),
        "value": ("What was decided, in quotation marks where it is a number.", "by kind"),
        "stage": ("The stage it holds for; for `outcome` and `weighting` the award decision. Left out: all.", ""),
    },
    "Withdrawal": {
        "decision": ("The decision, as it stood.", ""),
        "reason": ("Why it no longer holds.", ""),
        "by": ("Who withdrew it.", ""),
        "on": ("The day.", "day, as 2026-11-23"),
    },
    "Assumption": {
        "subject": ("What was taken.", ""),
        "value": ("As what.", ""),
        "because": ("Why.", ""),
        "words": ("The words it was read from.", ""),
        "where": ("Where those words stand in the notice.", ""),
    },
}
