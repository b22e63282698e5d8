"""Lists that reading a name needs: particles, titles, forms of one forename, surnames that many people share."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words("""
    af al av ben bin bint da das de degli dei del della den der di do dos du el ibn la las le les lo los mac mc san st
    ten ter van vom von zu zum zur
    """)
TITLES = _words("prof professor dr doctor mr mrs ms sir dame rev")
SUFFIXES = _words("jr sr junior senior ii iii iv phd md msc bsc dphil esq")
ORGANISATIONS = _words("""
    alliance collaboration collaborations committee consortium experiment foundation group initiative institute lab
    laboratory labs network project society survey team university
    """)

# Forms of one forename: short forms, and the same name in other languages and transliterations. One line a name.
_FORENAMES = """
abigail abby gail
abdul abdel abdal
ahmed ahmad achmed ahmet
albert al bert
alexander aleksandr alexandr aleksander alexandre alessandro alejandro alex aleks sasha sandy oleksandr aleksandar
alexandra aleksandra sasha
alexei aleksei alexey aleksey oleksii alexej
ali aly
andrew andy drew andrei andrey andre andreas anders andrea andres andrij andriy
anthony tony antony anton antonio antoine
artem artyom artiom
barbara barb
benjamin ben benny
bradley brad
catherine katherine kathryn katharine cathy kathy kate katie katerina ekaterina yekaterina
charles charlie chuck carl karl carlos charly
christina kristina christine chris
christopher chris christoph kristoffer christophe krzysztof christian
daniel dan danny daniil danil danila
david dave davide dawid dovid
deborah deborah debora debra deb
dmitry dmitri dmitriy dmitrii dimitri dimitry dmytro
donald don
douglas doug
edward ed eddie eduard eduardo edouard ted
elizabeth liz beth betty elisabeth elisabetta eliza
eugene evgeny evgenii yevgeny evgeniy gene
francis frank franz francesco francois francisco
frederick fred frederic frederik friedrich fredrik
gabriel gabe
george georg georgios georges giorgio georgy georgii jorge
geoffrey geoff jeffrey jeff jeffery
gerald jerry gerard
gregory greg grigory grigorii gregor grigoriy
gustav gustavo gus
haim chaim hayim
henry hank henri heinrich enrico henrik hendrik harry
hussein hossein husain hussain hossain hosein
ibrahim ebrahim
igor ihor
ilya ilia illia
isaac izhak itzhak yitzhak izik itzik
ivan iwan
jacob jake jakob jacobo jakub jacopo kuba
james jim jimmy jamie
jennifer jenny jen
jessica jess
john johnny jack jon juan jean johann johannes giovanni jan ivan
jonathan jon jonny
joseph joe josef jose giuseppe josep
joshua josh
julia yulia iuliia juliya yuliya
kenneth ken kenny
konstantin constantin konstantinos kostas
kristen kristin
laurence lawrence larry laurent lars
leonard leo len leonardo
louis luis ludwig lewis luigi
lukas lucas luke luca lukasz
margaret maggie meg peggy margarita
marina maryna
mark marc marco marcus markus marek marko
matthew matt matthias matthieu matteo mateusz mathias
maxim maksim max maxime maksym
maximilian max
michael mike mick michel mikhail miguel michal mikael mihail mickael michele
mohammad mohammed muhammad mohamed muhammed mohamad mohamed mehmet md
mustafa mostafa moustafa
natalia natalie nataliya natalya
nathan nat nathaniel
nicholas nick nicolas nikolas nikolai nikolay nicolai nico niklas nicola nicky
olga olha
oliver ollie olivier
osama usama
oussama osama
patrick pat patrik patrice
pavel pawel
peter pete pierre pietro pedro petr pyotr piotr petros
philip phil phillip philipp philippe felipe
raymond ray
remigiusz remek
rebecca becca becky
richard rick dick rich ricardo riccardo
robert bob rob bobby roberto robbie bert
ronald ron ronnie
samuel sam sammy samuele
sebastian seb sebastien
sergey sergei serguei serge serhii sergio sergiy
siddharth sid siddhartha
stanislav stanislaw stas staszek
stephen steven steve stefan stephan stephane stefano esteban
susan sue suzanne susanne
sviatoslav svyatoslav
tatiana tatyana tanya
theodore ted theo theodor fedor
thomas tom tommy tomas tommaso tomasz tomek
timothy tim timo timothee
valery valerii valeriy
vasily vasilii vassily vasiliy
victor vic viktor vittorio
vincent vince vincenzo
vitaly vitalii vitaliy
vladimir volodymyr vova wladimir uladzimir
vladislav vlad wladyslaw vladyslav
walter walt
wojciech wojtek
william will bill billy willie liam wilhelm guillaume willem
xavier javier
yakov jacob yaakov
yevgenia evgenia eugenia
youssef yousef yusuf joseph yusef youssuf
yuri yury iurii yurii jurij yuriy iouri
zbigniew zbyszek
zachary zach zack zachariah zac
"""
# Each spelling with the names (line numbers) it can stand for.
FORENAMES: dict[str, frozenset[int]] = {
    form: frozenset(at for at, line in enumerate(_FORENAMES.split("\n")) if form in line.split())
    for form in set(_FORENAMES.split())
}

# Surnames that come first at home, in their usual romanisations (China, Taiwan, Hong Kong, Korea, Vietnam).
FAMILY_FIRST = _words("""
    ahn ai an ao au bach bae baek bai ban bang bao bei bi bian bu bui byun cai cao cen cha chan chang chao che chen
    cheng cheong cheung chew chi chiang chien chiu cho choi chong chou chow chu chua chuang chui chun chung cong cui
    dai dang dao deng di diao ding dinh do doan dong dou du duan duong eom fan fang fei feng fong foo fu fung gan gao
    ge geng goh gong goo gou gu guan guo gwon ha hahm hahn hai han hang hao he heng heo ho hoang hong hou hsieh hsu hu
    hua huang hung huo hur huynh hwang hyun im jang jeon jeong ji jia jian jiang jiao jin jing jo joo ju jun jung kan
    kang kao ke kim ko koh kong koo kuo kwak kwan kwok kwon lai lam lan lang lao lau law le lee lei leng leung li lian
    liang liao lim lin ling liu lo loh long lou low lu lui luo luong luu lv lyu ma mai man mao mei meng mi miao min
    ming mo mok moon mou mu nam nan ng ngo nguyen ni nie nin ning niu noh oh ong ou ouyang paik pak pan pang park pei
    peng pham phan pi piao pu pyo qi qian qiao qin qiu qu quan quek ran rao ren rhee ro roh rong ru ruan ryu seo seok
    seong sha shan shang shao shen sheng shi shih shim shin shu shum si sim sima son song su suh sui sun sung tai tam
    tan tang tao tay teng teo tian tien toh tong tran trinh truong tsai tsang tse tseng tsui tu tung vo vu vuong wan
    wang wee wei wen weng wong woo wu xi xia xian xiang xiao xie xin xing xiong xu xue xun yam yan yang yao yap ye yee
    yeh yeo yeoh yeom yeung yi yim yin ying yong yoo yoon you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen
    zheng zhi zhong zhou zhu zhuang zhuo zong zou zu zuo
    """)
# Surnames of more than about five million people each: where both words of a name are such, its order says nothing.
MILLIONS = _words("""
    cai cao chen cheng choi deng ding dong fan feng gao guo han he hu huang jiang jung kim lee li liang lin liu lu luo
    ma nguyen pan park peng shen song su sun tan tang tran wang wei wu xiao xie xu yang yu yuan zhang zhao zheng zhou
    zhu
    """)
# The five that a third of China bears.
MOST_SHARED = _words("wang li zhang liu chen")
# The ninety or so surnames that most people of China bear.
WIDESPREAD = MILLIONS | _words("""
    bai chang cui dai du duan fang fu gong gu hao hong hou ji jia jin kang lei liao long lv lyu mao meng qi qian qin
    qiu ren shao shi tao tian wan wen wong xia xiong xue yan yao ye yin zeng zhong zou
    """)
# Surnames of Korea, where a forename of two syllables may read as one of the West.
KOREAN = _words("""
    ahn an bae baek bai bang byun cha chang cho choi chon chu chung eom ha hahn han heo hong hur hwang im jang jeon
    jeong jin jo joo ju jun jung kang kim ko koh kong koo kwak kwon lee lim min moon na nam no noh oh pae paik pak
    park pyo rhee ro roh ryu seo seok seong shim shin sim sin son song suh sung um woo yang yeo yeom yi yoo yoon you
    yu yun
    """)
# Forenames of the West that people of East Asia adopt, beside those of which other forms are listed above.
ADOPTED = _words("""
    aaron adam adrian aiden alan alice alison alistair allan allen alvin amanda amber amy angel angela annie april
    arnold arthur ashley austin barry bella bernard beth betty beverly blake bonnie boris brandon brenda brendan brian
    bruce bryan bryant caleb calvin candy carol caroline carrie casey cecilia celine cherry chloe christy cindy claire
    clara clark claudia clement cliff clifford clive colin connie connor conrad crystal curtis cynthia daisy damon
    daphne darren dawn dean deborah denise dennis derek diana dominic dora doris dorothy duncan dylan eason edgar
    edison edmond edmund edwin elaine eleanor elena eli elijah elisa ella ellen ellie elliot elvis emily emma eric
    erica erik ernest ethan eva evan eve evelyn fiona flora florence forrest frances freddie gary gavin gemma gilbert
    gina gloria gordon grace graham grant hannah harold harvey hazel heather hector helen herbert herman holly howard
    hugo irene iris isabel ivy jackie jackson janet janice jared jasmine jason jasper jay jed jenna jeremy jerome
    jesse jessie jill jimmy joan joanna joanne joel johnson jolin jordan joy joyce judy julian julie julius june
    justin karen kathleen katrina kayla keith kelly kelvin kent kerry kevin kimberly kirk kristine kyle lance laura
    lauren leah leon leslie lester lewis lillian lily linda lisa lloyd logan lorraine louise lucy lydia lynn madison
    malcolm mandy marcel maria marian marilyn marina marion marshall martin marvin mary mason maurice max maya megan
    melissa melody melvin mercy mia michelle miles miranda mitchell molly monica morgan morris murphy nancy naomi
    nathan neil nelson nicole nigel nina noah nora norman olivia oscar owen pamela patricia paul paula pauline peggy
    penny percy phoebe priscilla quentin quincy rachel ralph randy raphael regina rex rita robin rock rodney roger
    roland rose ross roy ruby rudy russell ruth ryan sabrina sally sandra sarah scott sean selena selina serena seth
    shane shannon sharon shawn sheila shelly sherry shirley sidney sigrid simon sonia sophia sophie spencer stacy
    stanley stella stephanie stuart summer sunny susie sylvia tanya ted terence teresa terrence terry tess tiffany
    tina tobias toby todd tracy travis trevor tristan troy tyler ursula vanessa vera vernon veronica vicky victoria
    viola violet virginia vivian wade wallace warren wayne wendy wesley wilfred willis wilson winnie winston yvonne
    zachary zack zoe
    """)
# One Chinese surname in Pinyin and in the romanisations of Taiwan and Hong Kong. One line a surname.
_ROMANISED = """
cai tsai choi
cao tsao
chen chan tan
jiang chiang
lin lam
liu lau
lu lyu lv
luo lo law
qiu chiu
wang wong
wu ng
xie hsieh tse
xu hsu hui
yang yeung
ye yeh yip
zeng tseng tsang
zhang chang cheung
zhao chao chiu
zheng cheng
zhou chou chow
zhu chu
ju jv
"""
ROMANISATIONS: dict[str, int] = {
    form: at for at, line in reversed(list(enumerate(_ROMANISED.split("\n")))) for form in line.split()
}
_COMMON_ELSEWHERE = """
    adams agarwal agrawal ahmed ahmad akhtar ali allen alvarez anderson bai baker banerjee becker bhattacharya brown
    campbell carter castro chakraborty chatterjee chaudhary chowdhury clark collins cohen cruz das davis desai dey diaz
    dutta edwards evans fernandez fischer flores garcia ghosh gomez gonzalez green gupta gutierrez hall hansen harris
    hernandez hill hoffmann hossain huang hussain islam ito iyer jackson jain james jha johnson jones joshi kato khan
    king kobayashi kumar lewis lopez martin martinez mehta meyer miller mishra mitchell mitra moore morales morgan
    morris mueller muller mukherjee murphy nair nakamura nelson ortiz pandey parker patel perez petrov phillips ramirez
    ramos rao reddy reyes rivera roberts robinson rodriguez rossi roy roberts sanchez santos sarkar sato scott sen shah
    sharma silva singh sinha smith souza suzuki takahashi tanaka taylor thomas thompson torres turner verma wagner
    walker watanabe weber white williams wilson wright yadav yamamoto yilmaz young schmidt schneider schulz
"""
VERY_COMMON = MILLIONS | _words(_COMMON_ELSEWHERE)
COMMON_SURNAMES = FAMILY_FIRST | VERY_COMMON
