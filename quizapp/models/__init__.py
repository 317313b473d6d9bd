"""The tables: learners, questions, and the log of answers.

Every file in this folder is imported, so that adding a file adds a table; the names below are for
others to import. Plain SQLAlchemy, so that the drill starts without the web server's libraries.
"""

import pkgutil
from importlib import import_module

from .act import Act as Act
from .bank_image import BankImage as BankImage
from .bank_version import BankVersion as BankVersion
from .bank_version import bank_mark as bank_mark
from .bank_version import log_beginning as log_beginning
from .bank_version import log_changes as log_changes
from .bank_version import log_mark as log_mark
from .bank_version import remember as remember
from .base import Base as Base
from .base import Frozen as Frozen
from .base import FrozenError as FrozenError
from .content import DRAFT as DRAFT
from .content import IN_REVIEW as IN_REVIEW
from .content import PUBLISHED as PUBLISHED
from .content import Question as Question
from .content import Revision as Revision
from .content import Skill as Skill
from .content import latest_revision as latest_revision
from .content import latest_revisions as latest_revisions
from .content import one_revision as one_revision
from .correction import Correction as Correction
from .correction import correct as correct
from .correction import renew as renew
from .correction import uncorrected as uncorrected
from .finding import BankEntry as BankEntry
from .finding import BankStem as BankStem
from .finding import BankTag as BankTag
from .finding import BankWord as BankWord
from .finding import BulkAct as BulkAct
from .finding import SavedFilter as SavedFilter
from .fold import Fold as Fold
from .former_name import FormerName as FormerName
from .hit_count import HitCount as HitCount
from .learner import ADMINISTRATOR as ADMINISTRATOR
from .learner import AUTHOR as AUTHOR
from .learner import LEARNER as LEARNER
from .learner import REVIEWER as REVIEWER
from .learner import ROLES as ROLES
from .learner import Learner as Learner
from .learner import one_at_a_time as one_at_a_time
from .log import WHOLE_ATTEMPT as WHOLE_ATTEMPT
from .log import Attempt as Attempt
from .log import confirmed_by_hand as confirmed_by_hand
from .log import parts_marked as parts_marked
from .log import recognised as recognised
from .log import untried as untried
from .log import was_tried as was_tried
from .origin import Origin as Origin
from .practice import Complaint as Complaint
from .practice import Draft as Draft
from .practice import Keepsake as Keepsake
from .practice import Plan as Plan
from .proposal import Proposal as Proposal
from .question_statistics import FirstAnswer as FirstAnswer
from .question_statistics import QuestionSums as QuestionSums
from .question_statistics import QuestionTally as QuestionTally
from .sessions import Interview as Interview
from .sessions import Whiteboard as Whiteboard
from .sign_in import SignIn as SignIn
from .token import Token as Token
from .way_back import WayBack as WayBack

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
