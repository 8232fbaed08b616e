"""What attacks hear in a question: demands in many words, and questions that ask for the work alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonweal.challenge.attacks import ATTACKS, AttackContext
from golden.attack_case import FOLDER, context_of, read_golden, target_of

DEMANDS = {
    "incumbent": (
        "Describe how you have improved outcomes for residents under the existing contract.",
        "Set out the diversity of your current workforce on this contract and how you will improve it.",
        "Using data from the current service, explain how you will cut emissions.",
        "How will you reduce waste compared with the current contract?",
        "Demonstrate your experience of delivering services for this Council.",
        "Please detail your existing links with local voluntary organisations in the borough.",
        "Describe your track record in delivering this service.",
        "Explain the savings achieved over the last three years of the contract.",
    ),
    "big-firm": (
        "Please attach your ISO 14001 certificate.",
        "Provide a copy of your corporate social responsibility policy.",
        "Attach your most recent annual ESG report and modern slavery statement.",
        "Bidders must be an accredited Living Wage employer.",
        "Describe your dedicated social value team and its governance.",
        "Provide evidence of your Investors in People accreditation.",
        "State your carbon reduction plan and science based targets.",
        "Please provide copies of your equality, diversity and environmental policies.",
    ),
    "most-wins-most": (
        "The bid with the highest number of apprenticeships will receive 10 marks, others will be scored pro rata.",
        "The highest total commitment in pounds will score 100%, and all others relative to the highest bid.",
        "Score = (bidder's total / highest total) x 60.",
        "Commitments will be compared and the bidder offering the greatest value will receive full marks.",
        "Scores are calculated by dividing each tenderer's value by the highest value submitted.",
        "The supplier with the most volunteering hours gets maximum points.",
    ),
    "group-wide": (
        "Describe your organisation's approach to volunteering across the business.",
        "What does your company do nationally to support apprenticeships?",
        "Tell us about your organisation's social value achievements in the last year.",
        "Provide details of your corporate charity partnerships.",
        "How many apprentices does your organisation employ in total?",
        "Outline your company-wide commitments to net zero.",
    ),
    "letterbox": (
        "Bidders should have an office within the county.",
        "How many of your staff and suppliers are based in the borough?",
        "Preference will be given to local suppliers within a 30 mile radius.",
        "What percentage of spend will be with locally based suppliers?",
        "State the percentage of the contract value spent with firms with a local postcode.",
        "Is your head office located in the city region?",
    ),
}
THE_WORK_ALONE = (
    "What will you do on this contract to employ people who face barriers, by when, and who checks it?",
    "How will you work with local people affected by the service to change decisions?",
    "Describe how you will reduce carbon on this contract from a baseline that you take in the first month.",
    "Set out how apprentices will be supported to complete and move into work.",
    "How will small suppliers be paid promptly and told of opportunities early?",
    "Describe your method, the people named for it, and results of the method elsewhere.",
    "Explain how residents in the borough will be able to take part.",
    "The authority provides a baseline of energy use at Annex C. How will you cut it?",
    "Describe the training that staff on the contract will receive and what they will be able to do after.",
    "How will you make findings open so that other bodies can use them?",
    "What risks do you see and what happens if a commitment slips?",
    "Set out a social value delivery plan with dated milestones, and who is accountable.",
    "Describe how you will recruit from the local area.",
    "State how many jobs will be created on the contract and for how long they will last.",
    "How will you engage local charities and community groups in delivery?",
)


def asking(question: str) -> AttackContext:
    """An award decision with one criterion, a number of jobs, that asks this."""
    target = target_of(read_golden(FOLDER / "group-wide" / "leaks.yaml"))
    return context_of(replace(target, criteria=(replace(target.criteria[0], question=question),)))


@pytest.mark.parametrize(("attack", "question"), [(name, each) for name, all_ in DEMANDS.items() for each in all_])
def test_a_demand_is_heard_however_it_is_put(attack: str, question: str) -> None:
    """Each attack hears what it is meant for, and offers a mend that the design follows."""
    context = asking(question)
    (found,) = ATTACKS[attack](context)
    assert found.severity > 0
    assert any(mend.changes for mend in found.mends)


@pytest.mark.parametrize("question", THE_WORK_ALONE)
def test_a_question_for_the_work_alone_is_left_in_peace(question: str) -> None:
    """No attack that reads words finds anything in a question that asks what will be done, by when, and who checks."""
    assert [name for name in DEMANDS if list(ATTACKS[name](asking(question)))] == []
