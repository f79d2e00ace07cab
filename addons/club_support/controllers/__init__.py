from . import volunteer_door
from . import volunteer
from . import absences
from . import duties
from . import offers
from . import rota
