"""Packs: policy, law and judgement as data; which edition binds."""

from commonweal.frameworks.applicability import Applicability, Standing, applicable_edition
from commonweal.frameworks.appraisal import appraisal_pack, find_vintage
from commonweal.frameworks.crosswalk import Crosswalk, Fate, find_crosswalk
from commonweal.frameworks.definitions import (
    Criterion,
    Home,
    KpiTemplate,
    Limb,
    Link,
    LinkCondition,
    Outcome,
    Pattern,
    Scale,
    SubCriterion,
    Template,
)
from commonweal.frameworks.loading import SHIPPED, load_packs, published_digests, read_edition
from commonweal.frameworks.measures import BidSignal, FitProfile, Hours, Measure, MeasureKind, Signal, SignalForm
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import FloorBase, Lineage, PackKind, Status
from commonweal.frameworks.prompts import PROMPT_LINE, Listing, Prompt, PromptSubject, Situation
from commonweal.frameworks.rules import Ask, AskType, Moment, Remark, Rule
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import YamlFile, parse_yaml, read_yaml

__all__ = [
    "PROMPT_LINE",
    "SHIPPED",
    "Applicability",
    "Ask",
    "AskType",
    "BidSignal",
    "Criterion",
    "Crosswalk",
    "Fate",
    "FitProfile",
    "FloorBase",
    "Home",
    "Hours",
    "KpiTemplate",
    "Limb",
    "Lineage",
    "Link",
    "LinkCondition",
    "Listing",
    "Measure",
    "MeasureKind",
    "Moment",
    "Outcome",
    "Pack",
    "PackKind",
    "Packs",
    "Pattern",
    "Prompt",
    "PromptSubject",
    "Remark",
    "Rule",
    "Scale",
    "Signal",
    "SignalForm",
    "Situation",
    "Standing",
    "Status",
    "SubCriterion",
    "Template",
    "YamlFile",
    "applicable_edition",
    "appraisal_pack",
    "convert",
    "find_crosswalk",
    "find_vintage",
    "load_packs",
    "parse_yaml",
    "published_digests",
    "read_edition",
    "read_yaml",
]
