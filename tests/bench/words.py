"""What the made-up papers are written with: common words, frames of sentences and titles, parts of names.

A frame has a `%s` for each word that is drawn and a `#` for a number; a percent sign is doubled.
"""


def _words(text: str) -> list[str]:
    return text.split()


COMMON = _words("""
model learning data method image network task performance training approach language results deep feature
large dataset framework information neural attention system state representation problem existing quality
visual different analysis segmentation algorithm domain space time graph knowledge detection video reasoning
prediction generation structure process local global classification accuracy context object optimization
human sample loss function text error diffusion label policy agent robust efficient novel general complex
transformer benchmark architecture module evaluation study multi-modal strategy distribution memory signal
noise user challenge scene point inference resolution estimation reconstruction control clinical medical
pre-trained semantic spatial temporal linear sparse dense adaptive dynamic stable latent causal synthetic
reinforcement supervised unsupervised self-supervised federated contrastive generative adversarial bayesian
convolutional recurrent probabilistic stochastic hierarchical parallel distributed incremental continual
gradient kernel matrix tensor vector embedding encoder decoder backbone pipeline token prompt query
retrieval translation summarization dialogue speech audio music motion depth camera sensor robot vehicle
traffic map weather climate energy material molecule protein gene cell tissue lesion tumor retina brain
heart lung patient diagnosis treatment risk survival cohort trial scan slice volume pixel voxel mask contour
boundary region patch scale shape texture color edge surface mesh field flow wave frequency spectrum phase
filter channel layer block head weight bias variance mean bound rate order rank norm distance metric
similarity cluster manifold topology symmetry group ring lattice chain tree path walk search planning
decision reward action goal environment world simulation physics equation solver theory proof logic program
code software test bug repair compiler hardware chip circuit device edge-device cloud server cache storage
bandwidth latency throughput cost budget price market risk-aware fairness privacy security attack defense
watermark backdoor robustness uncertainty calibration confidence explanation interpretability transparency
trust ethics society education student teacher distillation pruning quantization compression acceleration
scaling alignment preference feedback instruction annotation crowd expert novice reader document page table
figure chart caption paragraph sentence word character letter syntax grammar discourse sentiment emotion
opinion topic event entity relation ontology schema link node walkway community influence recommendation
ranking click session item catalog advertisement auction game player team strategy-proof equilibrium
mechanism coalition voting negotiation bargain contract law court patent finance stock forecast demand
supply inventory logistics route schedule shift crew airport harbor rail bridge tunnel building city land
crop forest river ocean ice snow rain storm flood drought soil plant animal bird insect fish species habitat
evolution mutation selection crossover population swarm colony particle photon electron quantum qubit gate
entanglement laser optic lens fiber antenna radar sonar satellite orbit planet star galaxy telescope survey
catalogue archive corpus lexicon dictionary alphabet script accent dialect speaker voice singer melody
rhythm painting sculpture museum artist style sketch animation avatar gesture gaze face hand body pose gait
skeleton garment fabric furniture room floor wall window door kitchen recipe food nutrition diet exercise
sleep stress fatigue pain anxiety memory-loss aging infant child adult family nurse surgeon hospital
pharmacy drug dose vaccine virus bacteria infection outbreak epidemic contact mobility transit pedestrian
cyclist driver parking lane intersection signal-timing congestion emission battery turbine grid solar wind
fuel reactor plasma alloy polymer crystal glass concrete steel fracture vibration friction lubrication heat
turbulence droplet bubble membrane
""")

FRAMES = """
We present %s, a %s %s for %s %s that joins the %s of the %s with a %s %s.
Recent work on %s %s has shown that %s %s can be a %s substitute for %s %s, yet the %s remains open.
In this paper we ask whether a %s %s of the %s is enough for %s %s under %s %s.
To this end, the %s %s is split into a %s %s and a %s %s, which are then tied by %s %s.
Despite this, most %s %s depend on %s %s and fail when the %s is %s or the %s is not known.
Experiments on # public sets of %s show that %s improves the %s %s over %s %s by #%% in %s.
Our %s %s needs no %s and runs on a %s %s with # times less %s than the %s %s.
A key to this is the %s %s, in which each %s is given a %s %s and a %s of its own.
We further show that the %s of a %s %s is bounded by the %s %s of its %s.
The %s is then refined by a %s %s so that %s and %s agree on the %s %s.
Unlike %s %s, which treat every %s as a %s, we let the %s decide how much %s is needed.
This makes it hard to use %s %s for %s where %s is scarce and the %s of %s is high.
We collect a %s of # %s from %s and %s, each with a %s %s and a %s written by hand.
Ablations confirm that both the %s and the %s %s matter, and that %s alone is not %s.
On the %s side, a %s for %s %s is derived and its %s is proved under mild %s.
It is trained from %s to %s with a %s %s, a %s %s and no extra %s.
Such %s are common in %s, %s and %s, where a wrong %s can lead to a %s %s.
At the same time the %s of the %s keeps the %s %s, which is vital for %s %s.
For %s %s, we find a %s between %s and %s that earlier %s had missed.
Code, %s and %s for the %s %s are free to use for %s and %s.
Here %s comes with a %s: the more %s a %s has, the less its %s follows the %s.
First, a %s %s maps the %s to a %s %s; second, a %s selects what the %s needs.
Compared with # %s %s, it reaches a %s of #%% and halves the %s on %s %s.
We study this on %s from %s %s, with a focus on %s, %s and the %s of %s.
Through %s and %s the %s learns a %s %s without any %s of the %s.
A %s %s often hides %s behind %s, so that neither %s nor %s sees the %s %s.
These %s suggest that %s %s should be seen as %s rather than as %s %s.
Beyond %s, the same %s helps in %s %s, in %s and, to a lesser degree, in %s %s.
When the %s is %s, our %s falls back to a %s %s that costs only a %s.
Large %s of %s %s have changed how %s and %s are done in %s %s.
Yet their %s is %s, their %s is %s, and few of them handle %s %s.
The idea is to let %s guide %s: a %s %s scores each %s, and the %s keeps the best.
With only # %s per %s, it matches a %s %s that was given all %s of the %s.
We also report where it breaks: %s with %s %s, and %s in which the %s drifts.
By design the %s sees each %s once, which keeps %s %s and the %s of %s low.
Human %s prefer its %s to that of %s %s in #%% of the %s on %s.
Across %s, %s and %s, the %s is more %s and its %s less %s than before.
Our aim is a %s that is %s for %s, that gives %s for each %s, and that %s can check.
""".strip().splitlines()

TITLES = """
%s %s %s for %s %s via %s %s of %s
Towards %s %s: a %s %s for %s %s under %s %s
%s %s Meets %s %s: %s for %s and %s
On the %s of %s %s in %s %s with %s %s
Learning %s %s from %s %s for %s %s and %s
Rethinking %s %s in %s: %s %s Through %s %s
A %s %s of %s %s with %s for %s %s
When %s %s Fails: %s and %s for %s %s %s
%s-Guided %s %s for %s %s in %s %s
Beyond %s: %s %s as %s %s for %s %s
%s %s via %s %s: from %s to %s in %s
Can %s %s Help %s? %s %s for %s and %s
""".strip().splitlines()

NAME_ENDS = _words("Net Former Bench GAN Diff LM Seg Flow Graph Fuse Track Nav Prompt RAG ViT Zero")
COMPOUNDS = _words("based aware driven free guided level wise like")

ONSETS = _words("b br c ch cl d dr f fl g gl h j k kl l m n p pl pr r s sh st t tr v w z")
NUCLEI = _words("a e i o u ai ea ou")
ENDINGS = ["", *_words("n r l m t k d x th nd rt lm ck ph v")]
ACCENTS = str.maketrans("aeou", "áéöü")

GIVEN = _words(
    "Ada Ben Chen Dora Emil Fatma Goran Hana Ines Jan Kofi Lena Mei Nuno Olga Priya Quan Rosa Sami Tove"
)
HOUSES = _words("Lab Institute University Hospital Research College")
