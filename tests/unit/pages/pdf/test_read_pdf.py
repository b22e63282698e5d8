"""The paper of a PDF: from its address, arXiv's stamp, its own metadata and its first page."""

import pytest

from paper_radar.pages.pdf import read_pdf, read_with_lack
from tests.pdfs import ABSTRACT, BODY, READ, Sheet, packet, paper, pdf

ELSEWHERE = "https://example.org/files/1234.pdf"
TITLE = "The Implicit Bias of Steepest Descent in Homogeneous Neural Networks"
AUTHORS = ("Ada Lovelace", "Difan Zou", "Grace Hopper")


def test_a_latex_first_page_gives_title_authors_and_abstract() -> None:
    found, origins = read_pdf(pdf(paper(stamp="")), ELSEWHERE)
    assert found is not None
    assert (found.title, found.authors, found.abstract) == (TITLE, AUTHORS, READ)
    assert {origins[field] for field in ("title", "authors", "abstract")} == {"page"}
    assert (found.key, found.url, found.pdf_url) == (f"url:{ELSEWHERE}", ELSEWHERE, ELSEWHERE)
    assert (found.published, found.doi, found.arxiv_id, found.version) == ("", "", "", None)


class TestTheStampOfArxiv:
    def test_it_tells_the_paper_its_version_its_category_and_its_day(self) -> None:
        found, origins = read_pdf(pdf(paper()), ELSEWHERE)
        assert found is not None
        assert (found.key, found.arxiv_id, found.version) == ("arxiv:2602.11557", "2602.11557", 2)
        assert (found.primary_category, found.updated, found.published) == ("cs.LG", "2026-02-12", "")
        assert found.url == "https://arxiv.org/abs/2602.11557"
        assert origins["arxiv_id"] == origins["updated"] == "stamp"

    def test_the_day_of_a_first_version_is_that_of_publication(self) -> None:
        found, origins = read_pdf(pdf(paper("arXiv:1706.03762v1 [cs.CL] 12 Jun 2017")), ELSEWHERE)
        assert found is not None
        assert (found.published, found.updated, origins["published"]) == ("2017-06-12", "", "stamp")

    @pytest.mark.parametrize(
        ("stamp", "key"),
        [
            ("arXiv:hep-th/9901001v3  5 Jan 1999", "arxiv:hep-th/9901001"),
            ("arXiv:math/0309136v1 [math.GT] 8 Sep 2003", "arxiv:math/0309136"),
            ("arXiv:0704.0149v2 [gr-qc] 7 Nov 2007", "arxiv:0704.0149"),
        ],
    )
    def test_old_ids_have_it_as_well(self, stamp: str, key: str) -> None:
        found, _ = read_pdf(pdf(paper(stamp)), ELSEWHERE)
        assert found is not None and found.key == key

    def test_it_is_read_letter_by_letter_up_the_margin(self) -> None:
        sheet = paper(stamp="").turned("arXiv:2602.11557v2 [cs.LG] 12 Feb 2026", 30, 220, apart=True)
        found, _ = read_pdf(pdf(sheet), ELSEWHERE)
        assert found is not None and found.key == "arxiv:2602.11557"

    def test_a_reference_in_the_text_is_no_stamp(self) -> None:
        sheet = paper(stamp="").lines(
            "as was shown by Vaswani et al., arXiv:1706.03762v5 [cs.CL] 6 Dec 2017, and others\narXiv:1706.03762",
            72,
            400,
        )
        found, _ = read_pdf(pdf(sheet), ELSEWHERE)
        assert found is not None and found.arxiv_id == ""


class TestTheAddress:
    @pytest.mark.parametrize(
        ("url", "key"),
        [
            ("https://arxiv.org/pdf/2602.11557v1", "arxiv:2602.11557"),
            ("https://www.biorxiv.org/content/10.1101/2021.08.03.454978v2.full.pdf", "doi:10.1101/2021.08.03.454978"),
            ("https://openreview.net/pdf?id=rJl-b3RcF7", "url:https://openreview.net/forum?id=rJl-b3RcF7"),
            ("https://aclanthology.org/2020.acl-main.1.pdf", "url:https://aclanthology.org/2020.acl-main.1"),
            ("https://www.aclweb.org/anthology/P19-1001.pdf", "url:https://aclanthology.org/P19-1001"),
            ("https://link.springer.com/content/pdf/10.1007/s10994-020-05877-5.pdf", "doi:10.1007/s10994-020-05877-5"),
            ("https://dl.acm.org/doi/pdf/10.1145/3292500.3330701", "doi:10.1145/3292500.3330701"),
            ("https://www.nature.com/articles/s41586-020-2649-2.pdf", "doi:10.1038/s41586-020-2649-2"),
            (
                "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0185809&type=printable",
                "doi:10.1371/journal.pone.0185809",
            ),
            (
                "https://proceedings.mlr.press/v119/chen20a/chen20a.pdf",
                "url:https://proceedings.mlr.press/v119/chen20a.html",
            ),
            (
                "https://proceedings.neurips.cc/paper_files/paper/2017/file/3f5ee243547dee91fbd053c1c4a845aa-Paper.pdf",
                "url:https://proceedings.neurips.cc/paper_files/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html",
            ),
            (
                "https://openaccess.thecvf.com/content/CVPR2022/papers/He_Masked_CVPR_2022_paper.pdf",
                "url:https://openaccess.thecvf.com/content/CVPR2022/html/He_Masked_CVPR_2022_paper.html",
            ),
            ("https://www.jmlr.org/papers/volume18/16-1/16-1.pdf", "url:https://www.jmlr.org/papers/v18/16-1.html"),
            ("https://example.org/a/b.pdf?utm_source=x", "url:https://example.org/a/b.pdf"),
        ],
    )
    def test_it_leads_to_the_key_that_the_papers_own_page_has(self, url: str, key: str) -> None:
        found, _ = read_pdf(pdf(paper(stamp="")), url)
        assert found is not None and found.key == key

    def test_it_beats_the_stamp_of_another_paper(self) -> None:
        found, origins = read_pdf(pdf(paper()), "https://arxiv.org/pdf/2601.00001v1")
        assert found is not None
        assert (found.key, found.version, found.updated) == ("arxiv:2601.00001", 1, "")
        assert origins["arxiv_id"] == "url"

    def test_the_doi_of_a_preprint_tells_its_day(self) -> None:
        found, origins = read_pdf(pdf(paper(stamp="")), "https://www.biorxiv.org/content/10.1101/2021.08.03.454978v2")
        assert found is not None
        assert (found.published, found.version, origins["published"]) == ("2021-08-03", 2, "url")

    def test_a_file_on_disk_is_known_by_its_stamp_and_its_path_is_told_to_nobody(self) -> None:
        found, _ = read_pdf(pdf(paper()), "file:///home/ada/secret/paper.pdf")
        assert found is not None and found.key == "arxiv:2602.11557"
        assert "secret" not in repr(found)
        assert read_with_lack(pdf(paper(stamp="")), "file:///home/ada/secret/paper.pdf") == (None, {}, "local")


class TestWhatTheFileTellsOfItself:
    @pytest.mark.parametrize(
        "rubbish",
        ["Microsoft Word - final_v3.doc", "untitled", "paper.dvi", "NIPS2020_template", "PII: S0098-1354(97)00123-4"],
    )
    def test_rubbish_is_passed_over_for_what_the_page_shows(self, rubbish: str) -> None:
        found, origins = read_pdf(pdf(paper(stamp=""), info={"Title": rubbish, "Author": "ada"}), ELSEWHERE)
        assert found is not None
        assert (found.title, found.authors, origins["title"]) == (TITLE, AUTHORS, "page")

    def test_the_title_of_another_paper_is_passed_over(self) -> None:
        info = {"Title": "Formatting Instructions for Authors", "Author": "Someone Else"}
        found, _ = read_pdf(pdf(paper(stamp=""), info=info), ELSEWHERE)
        assert found is not None and (found.title, found.authors) == (TITLE, AUTHORS)

    def test_a_title_that_the_page_bears_out_is_taken_even_where_a_masthead_is_larger(self) -> None:
        sheet = paper(stamp="").write("SCIENTIFIC LETTERS OF LONDON", 72, 800, 30, "F2")
        found, origins = read_pdf(pdf(sheet, info={"Title": TITLE}), ELSEWHERE)
        assert found is not None and (found.title, origins["title"]) == (TITLE, "info")

    def test_the_subtitle_that_it_lacks_is_taken_from_the_page(self) -> None:
        info = {"Title": "The Implicit Bias of Steepest Descent"}
        found, _ = read_pdf(pdf(paper(stamp=""), info=info), ELSEWHERE)
        assert found is not None and found.title == TITLE

    def test_one_of_the_authors_made_the_file_and_is_not_its_only_author(self) -> None:
        sheet = Sheet().write("Attention Is Mostly What You Need", 150, 740, 17, "F2")
        sheet.write("Written by Ada Lovelace with the help of Alan Turing at the seaside", 120, 710)
        info = {"Title": "Attention Is Mostly What You Need", "Author": "Ada Lovelace"}
        found, _ = read_pdf(pdf(sheet.lines(BODY, 72, 600), info=info), ELSEWHERE)
        assert found is not None and found.authors == ()

    def test_authors_whom_the_page_shows_in_a_way_that_is_no_list_are_taken_from_the_file(self) -> None:
        sheet = Sheet().write("Attention Is Mostly What You Need", 150, 740, 17, "F2")
        sheet.write("Ada Lovelace (London), Alan Turing (Manchester, 1950)", 120, 710)
        found, origins = read_pdf(
            pdf(sheet.lines(BODY, 72, 600), info={"Author": "Ada Lovelace; Alan Turing"}), ELSEWHERE
        )
        assert found is not None
        assert (found.authors, origins["authors"]) == (("Ada Lovelace", "Alan Turing"), "info")

    def test_prism_tells_doi_journal_and_day(self) -> None:
        xmp = packet(
            f"<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>{TITLE}</rdf:li></rdf:Alt></dc:title>"
            "<dc:creator><rdf:Seq><rdf:li>Ada Lovelace</rdf:li><rdf:li>Difan Zou</rdf:li><rdf:li>Grace Hopper</rdf:li>"
            "</rdf:Seq></dc:creator><prism:doi>10.1016/j.neunet.2025.107001</prism:doi>"
            "<prism:publicationName>Neural Networks</prism:publicationName>"
            "<prism:coverDate>2025-05-01</prism:coverDate>"
        )
        found, origins = read_pdf(pdf(paper(stamp=""), xmp=xmp), ELSEWHERE)
        assert found is not None
        assert (found.key, found.venue) == ("doi:10.1016/j.neunet.2025.107001", "Neural Networks")
        assert (found.published, found.title, found.authors) == ("2025-05-01", TITLE, AUTHORS)
        assert [origins[field] for field in ("doi", "venue", "published", "title")] == ["xmp"] * 4

    @pytest.mark.parametrize(
        ("info", "doi"),
        [
            ({"doi": "10.1016/j.jcp.2012.01.001"}, "10.1016/j.jcp.2012.01.001"),
            ({"Subject": "J. Comput. Phys., 231 (2012) 1. doi:10.1016/j.jcp.2012.01.001"}, "10.1016/j.jcp.2012.01.001"),
            ({"doi": "10.1145/nnnnnnn.nnnnnnn"}, ""),
        ],
    )
    def test_publishers_write_the_doi_into_the_info(self, info: dict[str, str], doi: str) -> None:
        found, _ = read_pdf(pdf(paper(stamp=""), info=info), ELSEWHERE)
        assert found is not None and found.doi == doi

    def test_broken_xmp_does_no_harm(self) -> None:
        found, _ = read_pdf(pdf(paper(stamp=""), xmp="<x:xmpmeta><rdf:RDF><unclosed"), ELSEWHERE)
        assert found is not None and found.title == TITLE


class TestTheFirstPage:
    def test_a_doi_is_its_own_where_it_is_the_only_one_before_the_references(self) -> None:
        sheet = paper(stamp="").write("https://doi.org/10.1145/3292500.3330701", 72, 90, 8)
        sheet.write("References", 72, 80, 12, "F2").write("[1] A. Turing. doi:10.1093/mind/lix.236.433", 72, 60, 8)
        found, origins = read_pdf(pdf(sheet), ELSEWHERE)
        assert found is not None and (found.doi, origins["doi"]) == ("10.1145/3292500.3330701", "page")

    def test_of_two_dois_neither_is_taken(self) -> None:
        sheet = paper(stamp="").write("doi:10.5555/first.a doi:10.5555/second.b", 72, 90, 8)
        found, _ = read_pdf(pdf(sheet), ELSEWHERE)
        assert found is not None and found.doi == ""

    def test_the_day_of_publication_stands_beside_those_of_receipt(self) -> None:
        sheet = paper(stamp="").write("Received: 3 May 2019; Accepted: 1 June 2019; Published: 9 July 2019", 72, 90, 8)
        found, _ = read_pdf(pdf(sheet), ELSEWHERE)
        assert found is not None and found.published == "2019-07-09"

    def test_authors_beside_each_other_above_their_affiliations_are_told_apart(self) -> None:
        sheet = Sheet().write("Attention Is Mostly What You Need", 150, 740, 17, "F2")
        sheet.gapped(["Ada Lovelace", "Alan Turing"], 120, 700, 10, "F2")
        sheet.gapped(["Google Brain", "University of Toronto"], 120, 688, 10)
        sheet.gapped(["Grace Hopper", "Emmy Noether"], 120, 660, 10, "F2")
        sheet.gapped(["Tel Aviv", "ETH Zurich"], 120, 648, 10)
        sheet.write("Abstract", 275, 610, 12, "F2").lines(ABSTRACT, 100, 590).write("1 Introduction", 72, 500, 12, "F2")
        found, _ = read_pdf(pdf(sheet.lines(BODY, 72, 480)), ELSEWHERE)
        assert found is not None
        assert found.authors == ("Ada Lovelace", "Alan Turing", "Grace Hopper", "Emmy Noether")

    def test_authors_that_a_typesetter_moves_to_are_told_apart(self) -> None:
        sheet = Sheet().write("Attention Is Mostly What You Need", 150, 740, 17, "F2")
        sheet.content.append(
            "BT /F2 10 Tf 120 700 Td [(A)20(da)-333(Lovelace)]TJ 150 0 Td [(Alan)-333(T)70(uring)]TJ ET"
        )
        sheet.write("Abstract", 275, 610, 12, "F2").lines(ABSTRACT, 100, 590).lines(BODY, 72, 480)
        found, _ = read_pdf(pdf(sheet), ELSEWHERE)
        assert found is not None and found.authors == ("Ada Lovelace", "Alan Turing")

    def test_words_that_a_word_processor_places_one_by_one_are_a_line(self) -> None:
        sheet = Sheet()
        for word, x in (("Attention", 100), ("Is", 182), ("Mostly", 201), ("What", 259), ("You", 308), ("Need", 344)):
            sheet.write(word + " ", x, 740, 18, "F2")
        for word, x in (("Ada", 200), ("Lovelace,", 222), ("Alan", 268), ("Turing", 294)):
            sheet.write(word + " ", x, 710, 11)
        found, _ = read_pdf(pdf(sheet.lines(BODY, 72, 600)), ELSEWHERE)
        assert found is not None
        assert (found.title, found.authors) == ("Attention Is Mostly What You Need", ("Ada Lovelace", "Alan Turing"))

    def test_an_exponent_in_the_title_stays_and_the_mark_of_its_footnote_goes(self) -> None:
        sheet = Sheet().marked([("Polynomials in n", "2"), (" variables", "1")], 100, 740, 18)
        sheet.write("Ada Lovelace", 200, 710, 12)
        found, _ = read_pdf(pdf(sheet.lines(BODY, 72, 600)), ELSEWHERE)
        assert found is not None
        assert (found.title, found.authors) == ("Polynomials in n² variables", ("Ada Lovelace",))

    def test_names_in_capitals_are_two_people(self) -> None:
        sheet = (
            Sheet().write("ON THE RANK OF ELLIPTIC CURVES", 150, 740, 14).write("ADA LOVELACE AND J. XU", 180, 710, 9)
        )
        found, _ = read_pdf(pdf(sheet.lines(BODY, 72, 600)), ELSEWHERE)
        assert found is not None and found.authors == ("Ada Lovelace", "J. Xu")

    def test_the_name_of_the_journal_above_its_address_is_no_title(self) -> None:
        sheet = Sheet().write("Contents lists available at ScienceDirect", 220, 800, 8)
        sheet.write("Neural Networks", 230, 780, 16).write("journal homepage: www.example.org/neunet", 200, 762, 8)
        sheet.write("Attention is mostly what you need", 50, 700, 13.5).write(
            "Ada Lovelace a, Alan Turing b", 50, 675, 11
        )
        found, _ = read_pdf(pdf(sheet.lines(BODY, 50, 560, 8)), ELSEWHERE)
        assert found is not None and found.title == "Attention is mostly what you need"

    @pytest.mark.parametrize(
        "title",
        [
            "Template Matching by Deep Features",
            "Review of Attention in Animals",
            "Open Access Publishing and Its Discontents",
        ],
    )
    def test_a_title_may_begin_as_a_label_does(self, title: str) -> None:
        sheet = (
            Sheet()
            .write("Research Article", 72, 780, 22)
            .write(title, 100, 740, 17)
            .write("Ada Lovelace", 200, 710, 12)
        )
        found, _ = read_pdf(pdf(sheet.lines(BODY, 72, 600)), ELSEWHERE)
        assert found is not None and (found.title, found.authors) == (title, ("Ada Lovelace",))

    def test_a_list_of_authors_goes_on_in_the_next_line(self) -> None:
        sheet = Sheet().write("Attention Is Mostly What You Need", 150, 740, 17, "F2")
        sheet.lines("Ada Lovelace, Alan Turing, Grace\nHopper, Emmy Noether and Kurt Gödel", 150, 700, 11)
        sheet.write("Institute for Advanced Study, Princeton", 150, 670, 11)
        sheet.write("Abstract. " + ABSTRACT.split("\n")[0], 100, 620).lines(
            "\n".join(ABSTRACT.split("\n")[1:]), 100, 608
        )
        found, _ = read_pdf(pdf(sheet.write("1. Introduction", 72, 500, 12).lines(BODY, 72, 480)), ELSEWHERE)
        assert found is not None
        assert found.authors == ("Ada Lovelace", "Alan Turing", "Grace Hopper", "Emmy Noether", "Kurt Gödel")
        assert found.abstract == READ

    def test_small_capitals_are_read_as_they_were_written(self) -> None:
        sheet = Sheet()
        sheet.content.append(
            "BT /F1 17 Tf 108 740 Td (D) Tj 12 0 Td /F1 13.6 Tf (EEP) Tj 30 0 Td /F1 17 Tf ( L) Tj 14 0 Td /F1 13.6 Tf"
            " (EARNING) Tj 65 0 Td /F1 17 Tf ( T) Tj 14 0 Td /F1 13.6 Tf (HEORY) Tj ET"
        )
        sheet.write("Ada Lovelace & Alan Turing", 108, 710, 10, "F2").write("ABSTRACT", 275, 650, 12)
        found, _ = read_pdf(pdf(sheet.lines(ABSTRACT, 144, 630).write("1 INTRODUCTION", 108, 560, 12)), ELSEWHERE)
        assert found is not None and found.title == "Deep Learning Theory"
        assert found.authors == ("Ada Lovelace", "Alan Turing")

    def test_of_two_columns_the_abstract_is_the_first_ones(self) -> None:
        sheet = Sheet().write("Attention Is Mostly What You Need", 150, 740, 20, "F2")
        sheet.write("Ada Lovelace, Alan Turing", 200, 710, 11)
        left = "Abstract—We study attention, and show\nthat it is mostly what one needs when"
        left += "\none translates from German into Eng-\nlish with eight heads and six layers."
        sheet.lines(left, 50, 660, 9)
        sheet.write("Index Terms—attention, translation", 50, 600, 9).write("I. INTRODUCTION", 100, 580, 10)
        sheet.lines("Recurrent networks have long been\nthe state of the art, as have others.", 50, 560, 10)
        sheet.lines("in the right column goes on what the\nleft one began, with other words.", 310, 660, 10)
        found, _ = read_pdf(pdf(sheet), ELSEWHERE)
        assert found is not None
        assert found.abstract == (
            "We study attention, and show that it is mostly what one needs when one translates from German into English"
            " with eight heads and six layers."
        )
        assert found.authors == ("Ada Lovelace", "Alan Turing")

    def test_chinese_is_read_with_names_and_without_spaces(self) -> None:
        sheet = Sheet().write("基于深度学习的图像识别", 150, 740, 20, "F3").write("方法研究综述", 200, 714, 20, "F3")
        sheet.write("王伟，李娜，张晓明", 220, 680, 12, "F3")
        sheet.write("（清华大学计算机系，北京）", 200, 660, 9, "F3")
        first = "摘要：" + "本文综述了基于深度学习的图像识别方法的研究进展，" * 2
        sheet.lines(first + "\n" + "分析了各类方法的优点与不足，并展望了未来的研究方向。" * 3, 60, 630, 9, "F3")
        sheet.write("关键词：深度学习；图像识别", 60, 590, 9, "F3")
        found, _ = read_pdf(pdf(sheet), ELSEWHERE)
        assert found is not None
        assert found.title == "基于深度学习的图像识别方法研究综述"
        assert found.authors == ("王伟", "李娜", "张晓明")
        assert found.abstract.startswith("本文综述了") and found.abstract.endswith("研究方向。")
        assert " " not in found.abstract

    def test_a_page_without_an_abstract_under_its_name_gives_none(self) -> None:
        sheet = Sheet().write("Computing Machinery and Intelligence", 120, 740, 18).write("A. M. Turing", 250, 710, 12)
        found, _ = read_pdf(pdf(sheet.lines(BODY, 72, 600)), ELSEWHERE)
        assert found is not None
        assert (found.authors, found.abstract) == (("A. M. Turing",), "")


class TestWhatIsNoSinglePaper:
    def test_a_scan_gives_the_link_only(self) -> None:
        info = {"Title": "Computing Machinery and Intelligence"}
        assert read_with_lack(pdf(Sheet(images=1), info=info), ELSEWHERE) == (None, {}, "scan")

    def test_slides_do(self) -> None:
        sheet = (
            Sheet(width=842, height=595)
            .write("Attention Is What You Need", 200, 400, 40)
            .write("Ada Lovelace", 300, 300, 24)
        )
        assert read_with_lack(pdf(sheet.lines(BODY, 60, 200), pages=20), ELSEWHERE) == (None, {}, "slides")

    def test_a_form_does(self) -> None:
        sheet = Sheet().write("Application for a Travel Grant", 150, 760, 20).lines(BODY, 72, 600)
        assert read_with_lack(pdf(sheet, fields=12), ELSEWHERE) == (None, {}, "form")

    def test_proceedings_do(self) -> None:
        cover = (
            Sheet().write("Proceedings of the 40th Conference", 120, 600, 24).write("on Machine Learning", 150, 570, 24)
        )
        assert read_with_lack(pdf(cover.lines(BODY, 72, 300), pages=60), ELSEWHERE) == (None, {}, "several")

    def test_abstracts_of_several_papers_do(self) -> None:
        sheet = Sheet().write("Spring Meeting of the Society", 150, 780, 20)
        for place in range(3):
            sheet.write("Abstract", 72, 700 - 200 * place, 12).lines(ABSTRACT, 72, 680 - 200 * place)
        assert read_with_lack(pdf(sheet), ELSEWHERE) == (None, {}, "several")

    def test_a_page_on_which_nothing_is_larger_than_the_text_has_no_title(self) -> None:
        assert read_with_lack(pdf(Sheet().lines(BODY, 72, 700)), ELSEWHERE) == (None, {}, "untitled")
