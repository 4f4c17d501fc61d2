#!/usr/bin/env python3
"""Writes words.txt and given.txt from the dictionary of jieba 0.42.1 (MIT licence): make.py DICT.TXT

words.txt: how often each word is met, by halves (a line `# n` begins the words that are met once in 2^n), without names of
persons. given.txt: how many in ten thousand characters of given names are this one, counted in the names of persons there.
"""
import collections, math, pathlib, sys

here = pathlib.Path(__file__).parent
entries = [line.split() for line in open(sys.argv[1], encoding="utf8")]
total = sum(int(count) for _, count, _ in entries)
family, double, of_two = {}, set(), False
for line in (here / "family.txt").read_text().splitlines():
    of_two = of_two or line.startswith("# Of two")
    if line.startswith("#"):
        continue
    weight, names = line.split()
    if of_two:
        double.update(names[at:at + 2] for at in range(0, len(names), 2))
    else:
        family.update({name: int(weight) for name in names})
# Behind these hardly a word begins that is tagged as a person and is none.
plain = {name for name, weight in family.items() if weight >= 16}
plain -= set("高文方石金白万江余龙史毛黎程于")
persons_of_two = set("""宋江 曹操 刘备 林彪 杜甫 孙权 唐僧 朱德 刘邦 李逵 李鹏 林立 李俊 曹禺 林冲 张宁 郑和 张飞 王明 李白 陈毅
朱熹 王平 李娜 刘翔 范蠡 朱红 苏军 王爷 孟子 陆羽 杜仲 张大 王八 李子 孙子 胡子 林子""".split())

def person(word, count, tag):
    """Whether a word is the name of a person, or a family name that is nothing else."""
    if word[:2] in double - {"东方", "长孙", "宗政"} or len(word) == 1 and word in family and tag.startswith(("nr", "zg")):
        return True
    if not tag.startswith("nr"):
        return False
    if word[0] in plain:
        return len(word) > 2 or int(count) < 350 or word in persons_of_two
    return int(count) < (300 if len(word) == 3 and word[0] in family else 20)

classes, given = collections.defaultdict(list), collections.Counter()
for word, count, tag in entries:
    if tag.startswith("nr") and word[0] in plain and len(word) in (2, 3) and person(word, count, tag):
        given.update(word[1:])
    han = all("\u4e00" <= c <= "\u9fff" for c in word)
    if han and (len(word) == 1 or len(word) <= 4 and (int(count) >= 5 or tag == "ns")) and not person(word, count, tag):
        # Names of places are met more often in notices than in the novels and news that were counted.
        often = int(count) * (6 if tag == "ns" else 1)
        classes[round(math.log2(total / max(often, 1)))].append(word)

with open(here / "words.txt", "w", encoding="utf8") as out:
    out.write("# Made by make.py from the dictionary of jieba 0.42.1: see README.md.\n")
    for rank in sorted(classes):
        out.write(f"# {rank}\n" + "".join(f"{word}\n" for word in sorted(classes[rank])))

# Not by names, but by words that are tagged as persons in error, or by titles.
for c in "的们子爷娘妈婆太夫公哥姐弟嫂叔伯爸姨姑儿":
    given.pop(c, None)
whole = sum(given.values())
# The dictionary knows novels and history better than those who are at work today: what is common now counts at least as
# much as this (the given names commonest by the reports on names of 2019 and 2020, and what they are written with).
for least, common in (
    (75, "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红玲辉建国文海"),
    (35, "秀芬燕彬凤洁梅琳云莲雪荣香月林波宁斌峰鹏飞鑫浩宇龙生春兰东志永俊翔健成晓小新利立婷倩雨佳丹琴淑"),
    (18, "莺媛瑞凡嘉琼勤珍贞莉叶璐琦晶妍茜秋珊莎颖露瑶怡雁蓓君薇梦岚韵咏毓爽希欣柔晨旭泽致雄冠策航弘阳宏虎根"
         "宝振昌忠学世家树锋雷淼轩涵梓萱悦琪子诗博豪睿浩然毅兴良仁贵福胜祥才武清顺信星达茂进有友裕民胜锦钢铁松柱贤德义"),
):
    for c in common:
        given[c] = max(given[c], least * whole // 10000)
shares = collections.defaultdict(list)
for c, count in given.items():
    share = count * 10000 / whole
    step = next(s for s in (300, 200, 150, 100, 75, 50, 35, 25, 18, 12, 8, 5, 3, 2, 1, 0.5, 0) if share >= s)
    if step:
        shares[step].append(c)
with open(here / "given.txt", "w", encoding="utf8") as out:
    out.write("# Made by make.py from the dictionary of jieba 0.42.1: see README.md.\n")
    for step in sorted(shares, reverse=True):
        out.write(f"{step} {''.join(sorted(shares[step]))}\n")
