/** The invented archive. */

import type { Article } from "./engine.ts";

const texts: readonly Omit<Article, "id" | "url" | "language">[] = [
  {
    title: "Embassy in Port Selim reopens its reading room after twelve years",
    text: "The embassy in Port Selim opened its reading room to the public on Monday, twelve years after a fire had closed it. Visitors may again consult the newspapers of the coast, bound by year, under the old green lamps.",
    date: "2006-07-14",
    source: "The Harbour Gazette",
    section: "News",
  },
  {
    title: "Ministers meet at the embassy to settle the fishing dispute",
    text: "… ministers of the two coasts met at the embassy for a second day. The dispute over the fishing grounds north of Cape Amal has kept forty boats in harbour since spring, and neither side would say whether the embassy had put forward a map of its own.",
    date: "2012-06-23",
    source: "Coastal News Agency",
    section: "News",
  },
  {
    title: null,
    text: "A bread ration was announced last night for the hill towns. The baker of Ain Zahra, who had queued at the embassy of the neighbouring state for flour, told this paper that he expects the first sacks by the end of the week.",
    date: "2012-06",
    source: null,
    section: "News",
  },
  {
    title: "Editorial: an embassy is not a fortress, and the long wall along the harbour promenade should come down before the winter rains make it come down by itself",
    text: "We have said it before: an embassy that hides behind a wall of four metres has stopped listening. The harbour promenade belonged to the evening walkers once.",
    date: "2010",
    source: "The Harbour Gazette",
    section: "Opinion Editorials",
  },
  {
    title: "السفارة تفتح قاعة المطالعة من جديد",
    text: "أعلنت السفارة (embassy) في ميناء سليم أن قاعة المطالعة ستفتح أبوابها يوم الاثنين، بعد اثني عشر عامًا من الحريق الذي أغلقها. ويستطيع الزوار أن يطالعوا صحف الساحل مجلدة عامًا بعد عام.",
    date: "2006-07-15",
    source: "جريدة الميناء",
    section: "أخبار",
  },
  {
    title: "Letters: lamps",
    text: "Sir, your report on the embassy and its lamps was in error: they are brass, not green. I polished them of an evening for nine years.",
    date: null,
    source: "Readers’ Letters",
    section: "Letters",
  },
];

const sources = ["The Harbour Gazette", "Coastal News Agency", "Hill Post", "Evening Courier", "North Cape Weekly", "The Lighthouse", "Market Letter", "Radio Selim", "The Ferryman", "Almanac of the Coast", "Border Dispatch"];

/** Enough articles for several pages and long lists of filters. */
export const articles: readonly Article[] = Array.from({ length: 66 }, (_, i): Article => {
  const text = texts[i % texts.length] as (typeof texts)[number];
  const isFirst = i < texts.length;
  return {
    ...text,
    id: `News/page ${i}.htm`,
    language: /[\u0600-\u06ff]/.test(text.title ?? "") ? "ar" : "en",
    source: isFirst ? text.source : (sources[(i * 7) % sources.length] ?? null),
    date: isFirst ? text.date : `${2002 + (i % 19)}-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`,
    ...(i === 1 ? { picture: "lamp.gif", also: [{ url: `../Mirror/page ${i}.htm`, id: `Mirror/page ${i}.htm` }] } : {}),
    url: i === 5 ? "javascript:alert(1)" : `../News/2012/June/14 n/page, no ${i}.htm`,
  };
});
