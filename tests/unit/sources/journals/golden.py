"""What is to be read of the feeds of publishers in shared/data/journals."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """What is to be read of one paper; `abstract` is its beginning, or "" for none at all."""

    key: str
    title: str
    first: str
    last: str
    authors: int
    published: str
    abstract: str
    version: int | None = None


@dataclass(frozen=True)
class Golden:
    file: str
    name: str
    venue: str
    items: int
    papers: int
    left_out: int
    day: str
    seen: tuple[Seen, Seen]


def _one(seen: Seen) -> tuple[Seen, Seen]:
    return seen, seen


CNKI = "url:https://t.cnki.net/kcms/detail?v=f99WHsIHPNn"
GOLDEN = (
    Golden(
        "aps_prxquantum_2026.rdf.xml",
        "PRX Quantum",
        "PRX Quantum",
        1,
        1,
        0,
        "",
        _one(
            Seen(
                "doi:10.1103/jtn1-wzyl",
                "Maximizing the Nondemolition Nature of a Quantum Measurement",
                "Arjen Vaartjes",
                "Arjen Vaartjes",
                1,
                "2026-05-15",
                "Adaptive subspace-switching readout improves qubit fidelity.",
            )
        ),
    ),
    Golden(
        "biorxiv_plant_biology_2019.rdf.xml",
        "bioRxiv Subject Collection: Plant Biology",
        "bioRxiv",
        30,
        30,
        0,
        "",
        (
            Seen(
                "doi:10.1101/743294",
                "Wheat inositol pyrophosphate kinase (TaVIH2-3B) interacts",
                "M. Kaur",
                "A. K. Pandey",
                13,
                "2019-08-27",
                "Inositol pyrophosphates (PPx-InsPs) are of key interest",
                1,
            ),
            Seen(
                "doi:10.1101/726125",
                "Cell-surface receptors enable perception of extracellular cytokinins",
                "I. Antoniadi",
                "C. Turnbull",
                18,
                "2019-08-14",
                "Cytokinins are mobile multifunctional plant hormones",
                1,
            ),
        ),
    ),
    Golden(
        "cambridge_2021.atom.xml",
        "The Canadian Entomologist",
        "The Canadian Entomologist",
        15,
        13,
        2,
        "",
        (
            Seen(
                "doi:10.4039/tce.2021.38",
                "Detection of food in immature and adult stages of water scavenger beetle",
                "Toshio Inoda",
                "Toshio Inoda",
                1,
                "2021-08-11",
                "The water scavenger beetle, Hydrophilus acuminatus (Motschulsky)",
            ),
            Seen(
                "doi:10.4039/tce.2021.46",
                "A laboratory method for mass rearing the orange wheat blossom midge",
                "Chaminda De Silva Weeraddana",
                "Alejandro C. Costamagna",
                8,
                "2021-10-08",
                "Orange wheat blossom midge, Sitodiplosis mosellana",
            ),
        ),
    ),
    Golden(
        "cnki_chinese.xml",
        "Asian Herpetological Research",
        "Asian Herpetological Research",
        20,
        20,
        0,
        "2021-11-04",
        (
            Seen(
                CNKI,
                "A New Species of Cyrtodactylus(Squamata: Gekkonidae) from the Karst Forests",
                "Yinpeng Zhang",
                "Zhiyong Yuan",
                5,
                "2021-09-24",
                "Cyrtodactylus geckos are one of the most speciose",
            ),
            Seen(
                CNKI,
                "Developmental and Liver Metabolite Changes Induced by TPhP Exposure",
                "Hongliang Lu",
                "Zhihua Lin",
                5,
                "2021-03-24",
                "As an organophosphorus compound that frequently detected",
            ),
        ),
    ),
    Golden(
        "german_dates.xml",
        "Beiträge zur Entomologie = Contributions to Entomology",
        "Beiträge zur Entomologie = Contributions to Entomology",
        9,
        9,
        0,
        "2021-10-07",
        (
            Seen(
                "url:https://www.contributions-to-entomology.org/article/view/2039",
                "The Cephennium fauna of Turkey and the Middle East",
                "Volker Assing",
                "Heinrich Meybohm",
                2,
                "2021-06-30",
                "Lediglich zwei Arten der Gattung Cephennium Müller & Kunze",
            ),
            Seen(
                "url:https://www.contributions-to-entomology.org/article/view/2054",
                "Descriptions of two new African Curranosia species",
                "Eberhard Zielke",
                "Eberhard Zielke",
                1,
                "2021-06-30",
                "Curranosia setissima spec. nov. und Curranosia allroundera spec. nov.",
            ),
        ),
    ),
    Golden(
        "nature_2023.rdf.xml",
        "Nature",
        "Nature",
        75,
        27,
        48,
        "",
        (
            Seen(
                "doi:10.1038/s41586-023-06043-2",
                "Surveillance of SARS-CoV-2 at the Huanan Seafood Market",
                "William J. Liu",
                "Guizhen Wu",
                35,
                "2023-04-05",
                "",
            ),
            Seen(
                "doi:10.1038/s41586-023-05949-1",
                "Adeno-associated virus type 2 in US children with acute severe hepatitis",
                "Venice Servellita",
                "Charles Y. Chiu",
                69,
                "2023-03-30",
                "",
            ),
        ),
    ),
    Golden(
        "oup_2021.xml",
        "Zoological Journal of the Linnean Society",
        "Zoological Journal of the Linnean Society",
        14,
        13,
        1,
        "2021-12-20",
        (
            Seen(
                "doi:10.1093/zoolinnean/zlab078",
                "Macroecology of Southern Ocean benthic Ostracoda (Crustacea)",
                "S. Brandão",
                "A. Brandt",
                3,
                "2021-10-28",
                "The Southern Ocean (SO) is the least understood environment on earth",
            ),
            Seen(
                "doi:10.1093/zoolinnean/zlaa187",
                "Integrative taxonomy: molecular phylogenetics of Polypedilum (Cerobregma)",
                "H. Tang",
                "W. Han",
                3,
                "2021-03-26",
                "A recently described genus of Chironomini, Yaethauma, is newly",
            ),
        ),
    ),
    Golden(
        "pubmed_search_2021.xml",
        "(new species) OR (n. sp.) OR (sp. nov.) OR (n. gen.) OR (gen. nov.) OR (n. comb.) OR (comb. nov.)",
        "Parasitology international",
        15,
        15,
        0,
        "2021-12-21",
        (
            Seen(
                "doi:10.1016/j.parint.2021.102531",
                "Description of Gyrodactylus banmae n. sp. (Monogenea, Gyrodactylidae)",
                "Xiao Jin",
                "Guitang Wang",
                7,
                "2021-12-20",
                "A new species of Gyrodactylus was described on the body surface",
            ),
            Seen(
                "doi:10.1016/j.syapm.2021.126289",
                "Past, present and future of the boundaries of the Pseudomonas genus",
                "Jorge Lalucat",
                "Elena García-Valdés",
                5,
                "2021-12-17",
                "Pseudomonas is one the best studied bacterial genera",
            ),
        ),
    ),
    Golden(
        "science_2026.rdf.xml",
        "Science",
        "Science",
        1,
        1,
        0,
        "",
        _one(
            Seen(
                "doi:10.1126/science.aeg5507",
                "Artificial intimacies",
                "Jessica M. Szczuka",
                "Jessica M. Szczuka",
                1,
                "2026-05-21",
                "",
            )
        ),
    ),
    Golden(
        "sciencedirect_2021.xml",
        "Molecular Phylogenetics and Evolution",
        "Molecular Phylogenetics and Evolution",
        51,
        50,
        1,
        "2021-12-21",
        (
            Seen(
                "url:https://www.sciencedirect.com/science/article/pii/S1055790321002906",
                "Propagating clade and model uncertainty to confidence intervals",
                "David R. Bickel",
                "David R. Bickel",
                1,
                "2022-02",
                "",
            ),
            Seen(
                "url:https://www.sciencedirect.com/science/article/pii/S1055790321000841",
                "Molecular phylogeny, historical biogeography and revised classification",
                "Gideon Pisanty",
                "Sophie Cardinal",
                5,
                "2021-03-17",
                "",
            ),
        ),
    ),
    Golden(
        "tandf_2021.rdf.xml",
        "Zoology in the Middle East",
        "Zoology in the Middle East",
        13,
        13,
        0,
        "",
        (
            Seen(
                "doi:10.1080/09397140.2021.1992835",
                "Taxonomic status of Dahl’s Jird, Meriones dahli",
                "Şafak Bulut",
                "Gül Olgun Karacan",
                2,
                "2021-10-20",
                "",
            ),
            Seen(
                "doi:10.1080/09397140.2021.1965071",
                "COI gene sequences confirm the taxonomic validity of the tooth-carp",
                "Azad Teimori",
                "Bettina Reichenbacher",
                4,
                "2021-09-21",
                "",
            ),
        ),
    ),
    Golden(
        "wiley_2021.xml",
        "TAXON",
        "TAXON",
        66,
        64,
        2,
        "2021-12-21",
        (
            Seen(
                "doi:10.1002/tax.12650",
                "Phylogenomic analysis confirms polyphyly of Leptospermum",
                "Rachel M. Binks",
                "Margaret Byrne",
                4,
                "2021-12-20",
                "Leptospermum is an ecologically and economically important genus",
            ),
            Seen(
                "doi:10.1002/tax.12592",
                "Epitypification of the Linnaean name Crepis bursifolia (Asteraceae)",
                "Duilio Iamonico",
                "Romeo Di Pietro",
                3,
                "2021-10-07",
                "The epitypification of the Linnaean name Crepis bursifolia",
            ),
        ),
    ),
)
