from . import models, wizards
from . import models
from . import controllers
