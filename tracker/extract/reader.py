"""An article to claims: sentence by sentence, then across the article."""
from __future__ import annotations
import json, sys
from tracker.extract.tokens import tokens, sentences
from tracker.extract.marks import mark
from tracker.extract.counts import find_counts
from tracker.extract.structure import relate

def read_text(text):
    out=[]
    previous=None
    for s,e in sentences(text):
        toks=tokens(text,s,e)
        items=find_counts(toks,mark(toks),[])
        found=relate(toks,items,previous)
        for f in found:
            c=f.count
            a,b=c.first,c.last
            if f.governor is not None:
                a=min(a,items[f.governor].first); b=max(b,items[f.governor].last)
            if b-a>30: a,b=c.first,c.last
            out.append(dict(start=toks[a].start,end=toks[b-1].end,outcome=str(f.outcome),low=c.number.low,high=c.number.high,qualifier=str(c.number.qualifier),frame=f.frame,part_of=None if f.parent is None else 0,
              victims=text[toks[c.head_first].start:toks[c.head_last-1].end] if c.head_last else None))
        if found: previous=found[-1].outcome
    for c in out: c['quote']=text[c['start']:c['end']]
    return out
