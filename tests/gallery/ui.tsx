import { type ReactNode, useState } from "react";
import { AppShell } from "@/components/ui/app-shell";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ChoiceMark, type Tint } from "@/components/ui/choice-mark";
import { CopyButton } from "@/components/ui/copy-button";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Icon, type IconName, iconNames, Shape, type ShapeName, shapeNames } from "@/components/ui/icons";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { ManyChoiceGroup } from "@/components/ui/many-choice-group";
import { Mark } from "@/components/ui/mark";
import { Nav } from "@/components/ui/nav";
import { Notice, StatusLine } from "@/components/ui/notice";
import { OwnWords } from "@/components/ui/own-words";
import { BackLink, EmptyState, Page, PageHead } from "@/components/ui/page";
import { PassphraseInput } from "@/components/ui/passphrase-input";
import { Loading, Progress } from "@/components/ui/progress";
import { QrImage } from "@/components/ui/qr-image";
import { Section } from "@/components/ui/section";
import { SkipLink } from "@/components/ui/skip-link";
import { StepFrame } from "@/components/ui/step-frame";
import { StepList } from "@/components/ui/step-list";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { SwitchRow, TickRow } from "@/components/ui/tick-row";
import { useToast } from "@/components/ui/toast";
import { WordRow } from "@/components/ui/word-row";
import { LONG_WORD, WORDS } from "./samples";
import type { Specimen } from "./specimen";

/* Every part of components/ui in every state. */

const nothing = () => {};
const here = "/en/gallery";

const Row = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-3">{children}</div>
);
const Stack = ({ children }: { children: ReactNode }) => <div className="grid gap-4">{children}</div>;

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "Sign in",
  quiet: "Cancel",
  plain: "Show me how",
  icon: "Close",
};
const variants = (Object.keys(VARIANTS) as ButtonVariant[]).map((variant) => ({
  variant,
  label: VARIANTS[variant],
}));
const buttons = (props: { disabled?: boolean; busy?: boolean }) => (
  <Row>
    {variants.map(({ variant, label }) => (
      <Button key={variant} variant={variant} aria-label={label} {...props}>
        {variant === "icon" ? <Icon name="close" /> : label}
      </Button>
    ))}
  </Row>
);

const LOOKS: Record<Tint, ShapeName> = {
  moss: "disc",
  ochre: "ring",
  clay: "half",
  dusk: "bars",
  stone: "wave",
  ink: "square",
};
const looks = (Object.keys(LOOKS) as Tint[]).map((tint) => ({
  value: tint,
  label: `In ${tint}`,
  tint,
  shape: LOOKS[tint],
}));

const ITEMS = [
  { href: here, label: "Home", icon: "home" },
  { href: "/en/comfort", label: "Mine", icon: "note" },
  { href: "/en/theirs", label: "What they share", icon: "eye" },
] as const satisfies { href: string; label: string; icon: IconName }[];

function Toaster({ undo }: { undo: boolean }) {
  const toast = useToast();
  return (
    <Button onClick={() => toast({ message: "They see this line no more.", ...(undo && { undo: nothing }) })}>
      Stop showing it
    </Button>
  );
}

function Steps({ start }: { start: readonly string[] }) {
  const [steps, setSteps] = useState(start);
  return (
    <StepList
      legend="What helps"
      hint="In the order in which it is done."
      steps={steps}
      onChange={setSteps}
      maxSteps={3}
      maxLength={40}
    />
  );
}

const input = <TextInput value="The cellar" onChange={nothing} />;

export const ui: readonly Specimen[] = [
  { name: "ui/button", draw: () => buttons({}) },
  { name: "ui/button, disabled", draw: () => buttons({ disabled: true }) },
  {
    name: "ui/button, busy",
    draw: () => (
      <Button variant="primary" busy busyLabel="Signing in">
        Sign in
      </Button>
    ),
  },
  {
    name: "ui/button, long words",
    draw: () => <Button>{LONG_WORD}</Button>,
  },
  {
    name: "ui/link",
    draw: () => (
      <Row>
        <Link href={here}>In a sentence</Link>
        <LinkButton href={here}>Quiet</LinkButton>
        <LinkButton href={here} variant="primary">
          Primary
        </LinkButton>
        <BackLink href={here}>Back</BackLink>
      </Row>
    ),
  },
  { name: "ui/skip link", press: ["a"], draw: () => <SkipLink>Skip to the page</SkipLink> },
  {
    name: "ui/choice group",
    draw: () => (
      <Stack>
        <ChoiceGroup
          legend="When they start it"
          hint="Nothing said is an answer too."
          options={looks}
          value={undefined}
          onChange={nothing}
        />
        <ChoiceGroup legend="When you start it" options={looks} value="ink" onChange={nothing} />
        <ChoiceGroup
          legend="In a stack, not to be taken back"
          options={looks.slice(0, 3)}
          value="moss"
          onChange={nothing}
          layout="stack"
          clearable={false}
        />
        <ChoiceGroup
          legend="Not to be answered now"
          options={looks.slice(0, 3)}
          value="ochre"
          onChange={nothing}
          disabled
        />
      </Stack>
    ),
  },
  {
    name: "ui/many choice group",
    draw: () => (
      <ManyChoiceGroup
        legend="What would you like?"
        hint="As many as fit."
        options={looks}
        values={["ochre", "ink"]}
        onChange={nothing}
      />
    ),
  },
  {
    name: "ui/choice mark",
    draw: () => (
      <Row>
        {looks.map(({ value, label, tint, shape }) => (
          <ChoiceMark key={value} label={label} tint={tint} shape={shape} />
        ))}
        <ChoiceMark label={LONG_WORD} />
      </Row>
    ),
  },
  {
    name: "ui/ticks",
    draw: () => (
      <Stack>
        <TickRow label="My note" checked onChange={nothing} />
        <TickRow label="What helps" hint="Nothing there yet" checked={false} onChange={nothing} />
        <TickRow label="Not to be ticked now" checked={false} onChange={nothing} disabled />
        <SwitchRow label="Check my spelling" checked onChange={nothing} />
        <SwitchRow label="Only I use this device" hint="Off" checked={false} onChange={nothing} />
      </Stack>
    ),
  },
  {
    name: "ui/field",
    draw: () => (
      <Stack>
        <Field label="A name for it" hint="Only you see this." optional>
          {input}
        </Field>
        <Field label="A name for it" error="It needs a name.">
          <TextInput value="" onChange={nothing} />
        </Field>
        <Field label="Said by the screen already" hideLabel>
          {input}
        </Field>
        <Field label="A day">
          <TextInput type="date" value="2026-03-14" onChange={nothing} />
        </Field>
        <Field label="Your passphrase">
          <PassphraseInput value="six words" onChange={nothing} autoComplete="off" />
        </Field>
      </Stack>
    ),
  },
  {
    name: "ui/passphrase, shown",
    press: ["button"],
    draw: () => (
      <Field label="Your passphrase">
        <PassphraseInput value="six words" onChange={nothing} autoComplete="off" />
      </Field>
    ),
  },
  {
    name: "ui/text area",
    draw: () => (
      <Stack>
        {[1, 2, 3].map((rows) => (
          <Field key={rows} label={`From ${rows}`}>
            <TextArea value="" rows={rows} onChange={nothing} />
          </Field>
        ))}
        <Field label="Grown">
          <TextArea value={`One line\nand another\n${LONG_WORD}\nand a last one`} onChange={nothing} />
        </Field>
      </Stack>
    ),
  },
  { name: "ui/step list, empty", draw: () => <Steps start={[]} /> },
  { name: "ui/step list, one", draw: () => <Steps start={["Put the light on"]} /> },
  {
    name: "ui/step list, full, and too long",
    draw: () => (
      <Steps start={["Say where we are", "A line that goes on for longer than can be kept here", ""]} />
    ),
  },
  {
    name: "ui/disclosure",
    draw: () => (
      <Stack>
        <Disclosure summary="Closed" aside="3 lines">
          What is inside.
        </Disclosure>
        <Disclosure summary="Open" open>
          What is inside.
        </Disclosure>
      </Stack>
    ),
  },
  {
    name: "ui/inline confirm",
    draw: () => (
      <InlineConfirm label="Stop all" question="Stop all of it?" yes="Stop" no="Keep" onYes={nothing} />
    ),
  },
  {
    name: "ui/inline confirm, asked",
    press: ["button"],
    draw: () => (
      <InlineConfirm label="Stop all" question="Stop all of it?" yes="Stop" no="Keep" onYes={nothing} />
    ),
  },
  {
    name: "ui/notice",
    draw: () => (
      <Stack>
        {(["info", "saved", "waiting", "trouble"] as const).map((kind) => (
          <Notice key={kind} kind={kind} title={`How things stand: ${kind}`}>
            <p>One calm sentence about it.</p>
          </Notice>
        ))}
        <Notice>{LONG_WORD}</Notice>
        {(["info", "saved", "waiting", "trouble"] as const).map((kind) => (
          <StatusLine key={kind} kind={kind} state={kind}>
            One line: {kind}
          </StatusLine>
        ))}
      </Stack>
    ),
  },
  { name: "ui/toast", press: ["button"], until: ".toast", draw: () => <Toaster undo={false} /> },
  { name: "ui/toast, with undo", press: ["button"], until: ".toast", draw: () => <Toaster undo /> },
  {
    name: "ui/copy button",
    draw: () => <CopyButton text="words" label="Copy" copied="Copied." failed="That did not work." />,
  },
  { name: "ui/word row, four", draw: () => <WordRow words={WORDS} label="Four words" /> },
  {
    name: "ui/word row, six",
    draw: () => <WordRow words={[...WORDS, "harbour", LONG_WORD]} label="Six words" />,
  },
  {
    name: "ui/progress",
    draw: () => (
      <Stack>
        <Progress>Opening</Progress>
        <Loading>Getting the page ready</Loading>
      </Stack>
    ),
  },
  {
    name: "ui/qr image",
    until: "svg[role=img]",
    draw: () => <QrImage value="https://stile.example/en" label="An address" />,
  },
  {
    name: "ui/icons",
    draw: () => (
      <Row>
        {iconNames.map((name) => (
          <span key={name}>
            <Icon name={name} /> {name}
          </span>
        ))}
        {shapeNames.map((name) => (
          <span key={name}>
            <Shape name={name} /> {name}
          </span>
        ))}
        <Mark />
      </Row>
    ),
  },
  {
    name: "ui/page",
    draw: () => (
      <Page>
        <PageHead
          title="What I share"
          lead="Exactly this, and nothing else."
          back={<BackLink href={here}>Home</BackLink>}
        >
          <p>
            With <OwnWords>Noor</OwnWords>
          </p>
        </PageHead>
        <Section title="A part" lead="What it is for." action={<Button>Add</Button>}>
          <p>What is in it.</p>
        </Section>
        <EmptyState title="Nothing yet" action={<Button>Begin</Button>}>
          <p>It comes when you write it.</p>
        </EmptyState>
      </Page>
    ),
  },
  { name: "ui/page, long words", draw: () => <PageHead title={LONG_WORD} lead={LONG_WORD} /> },
  { name: "ui/nav", draw: () => <Nav ahead items={ITEMS} label="Main parts" /> },
  {
    name: "ui/app shell",
    draw: () => (
      <AppShell
        ahead
        brand={{ href: here, label: "Notes" }}
        items={ITEMS}
        navLabel="Main parts"
        skipLabel="Skip to the page"
        status={
          <StatusLine kind="saved" state="saved">
            Saved
          </StatusLine>
        }
        reach={<Link href={here}>Steady</Link>}
      >
        <StepFrame step="one">
          <Page>
            <PageHead title="A page" />
          </Page>
        </StepFrame>
      </AppShell>
    ),
  },
];
