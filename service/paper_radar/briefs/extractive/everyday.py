"""Stems of the words of which abstracts of every field are made: alone they say nothing of what a paper is about.

Picked by hand from the 1,300 stems that stand in most of the 21,591 abstracts of the recorded corpus (spring of 2025):
those that name no subject.
"""

_STEMS = """
abil absenc access account accur accuraci achiev across action activ actual adapt add addit address advanc advantag
affect aim algorithm allow along alter amount analys analysi analyz annot answer appear appli applic approach approxim
architectur area argu art aspect assess assist associ assum assumpt attempt attribut author avail averag avoid aware
background balanc base baselin basi becom behavior behaviour benchmark benefit best better beyond bias billion box
bridg broad broader build built call capabl capac captur carri case categori caus central certain challeng chang
character characterist choic choos class classic clear close code collect combin common communiti compar comparison
compet competit complet complex compon comprehens compris comput concept concern conclus condit conduct confirm consid
consider consist constitut constrain constraint construct contain content context contrast contribut control conveni
convent core correct correl correspond cost cover creat critic crucial curat current data dataset deal decad decis
deep defin degrad degre deliv demand demonstr depend deploy deriv describ design desir despit detail determin develop
devis differ difficult difficulti direct directli discov discuss display distinct distribut divers domain downstream
drawback drive due dynam earli earlier easi easili effect effici effort element elimin emerg emphas empir employ enabl
encod encount end engin enhanc enough ensur entir environ error especi essenti establish estim evalu event evid exact
examin exampl exceed excel execut exhibit exist expect experi experiment explain explicit exploit explor extend extens
extern extra extract extrem facilit fact factor fail failur far fast faster featur few field filter final find fine
first five fix flexibl focus follow form formal formul found foundat framework full fulli function fundament
furthermor futur gain gap general generaliz generat generic github give given global goal good great greater ground
group grow guid hand handl hard help henc hierarch high higher highest highlight hold huggingface human idea ident
identifi illustr impact implement impli implic import impress improv includ increas independ indic individu induc
inefficiencies inform inher initi innov input insight inspir instanc instead insuffici integr intend interest
intermedi intern interpret introduc investig involv issu key kind know knowledg known lack languag larg larger
largescal last later lead learn learnt less level leverag like limit line literatur littl local long loss low lower
made main maintain major make manag mani manner map maxim mean meaning measur mechan meet mere method methodolog
metric million minim mitig mode model modern modul more motiv multi multipl name natur near necessari need network new
next non normal notabl note novel number numer object observ obtain offer often one open oper opportun optim order
origin outcom outperform output overal overcom overview paper paradigm parallel paramet part partial particular
particularli past pattern perform period perspect phase phenomena phenomenon pipelin place play point poor popular
pose posit possibl post potenti power practic practition pre precis predict presenc present preserv prevent previous
primari primarili principl prior problem procedur process produc product program progress project promis promot prone
proper properti propos prove provid public publish purpos qualit qualiti quantit question quick rang rapid rate ratio
reach read real realist realiz realworld reason receiv recent recogn record reduc reduct refer refin regard region
relat relationship releas relev reli reliabl remain remark report repres represent requir research reset resourc
respect respond respons restrict result retain reveal review rich robust role rule run sampl scalabl scale scenario
scheme score search section seek seem select sensit separ sequenc seri serv set setup seven sever shape share shed
shift short show shown signific similar simpl simplifi simultan singl size small smaller solut solv sourc space span
specif stage standard start state stateoftheart statist step still stop strategi strength strong stronger structur
struggl studi subset substanti success suffer suggest suit suitabl superior support surpass survey system systemat
tackl tailor take target task team technic techniqu techolog tend term test theoret theori thorough three time tool
top topic total toward trade tradit train treat trend true two type typic ultim underexplor underli understand
understood understudi unifi uniqu univers unknown unlik unpreced usag use user usual util valid valu valuabl vari
variabl variant varieti various vast versatil version via view weak weight wide widespread word work world year yield
zero
"""
EVERYDAY = frozenset(_STEMS.split())

# Part no phrase belongs to: what says how much or how good, and what papers do. "high memory" is no subject.
_APART = """
achieve achieved achieves across address addresses along best better comprehensive demonstrate demonstrates different
effective effectively efficient efficiently enable enables enabling entire existing extensive further generalize
generalizes generate generated generates generating good high higher improve improved improves improving introduce
introduces key large larger leverage leverages leveraging limited low lower main many multiple new novel often
outperform outperforms poor present presents propose proposed proposes provide provides real recent show shows
significant significantly simple small smaller state-of-the-art strong using utilize various well wide
"""
APART = frozenset(_APART.split())
