/** The link in use, and a spare one whose lookups are done before the place comes. */
import type { LossReason } from "./connection";
import { type Link, type LinkWish, prepareLink } from "./livekit";

export interface LinkNews {
  readonly onPeople: (link: Link) => void;
  readonly onReconnecting: () => void;
  readonly onBack: () => void;
  readonly onLost: (reason: LossReason) => void;
}

export class Links {
  current: Link | null = null;
  readonly #wish: LinkWish;
  readonly #news: LinkNews;
  #spare: Link | null = null;

  constructor(wish: LinkWish, news: LinkNews) {
    this.#wish = wish;
    this.#news = news;
  }

  prepare(url: string): Link {
    const link = this.#spare ?? this.#make(url);
    this.#spare = link;
    return link;
  }

  /** Take the spare link into use; the former one must have been dropped. */
  take(url: string): Link {
    const link = this.prepare(url);
    this.#spare = null;
    this.current = link;
    return link;
  }

  drop(): void {
    void this.current?.leave();
    this.current = null;
  }

  /** Only the link in use is listened to: a former one may still say its last words. */
  #make(url: string): Link {
    const link: Link = prepareLink(url, this.#wish, {
      onPeople: () => link === this.current && this.#news.onPeople(link),
      onReconnecting: () => link === this.current && this.#news.onReconnecting(),
      onBack: () => link === this.current && this.#news.onBack(),
      onLost: (reason) => link === this.current && this.#news.onLost(reason),
    });
    return link;
  }
}
