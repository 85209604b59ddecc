using System.Text.Json.Nodes;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;

namespace Liaison.Core.Simulation;

/// <summary>A contact under way, and the words in which its facts are told.</summary>
internal sealed class SimulatedContact(ContactPlan plan, TimeSpan arrived, Action<SimulatedContact, string, JsonObject> tell)
{
    private int told;
    private int lines;

    public ContactPlan Plan => plan;

    public string Session { get; } = $"{plan.Channel.ToString().ToLowerInvariant()}-{plan.Number:00000}";

    public TimeSpan WaitsSince { get; set; } = arrived;

    /// <summary>Which of its legs comes next or is under way.</summary>
    public int Leg { get; set; }

    public int Offers { get; set; }

    /// <summary>Who rings or talks; null while it waits.</summary>
    public Floor.Seat? With { get; set; }

    public bool Answered { get; set; }

    public bool EverAnswered { get; set; }

    public bool Missed { get; set; }

    public bool Over { get; private set; }

    public string Queue { get; private set; } = plan.Queue;

    public LegPlan Now => plan.Legs[Leg];

    public int NextFact() => ++told;

    public void Start()
    {
        var data = Details();
        data["direction"] = "inbound";
        if (plan.Channel == Channel.Voice)
        {
            (data["ani"], data["dnis"]) = (plan.Person.Party.Phone, "+44 20 7946 0199");
        }
        tell(this, FactTypes.Started, data);
        State("queued");
    }

    public void LeaveMessage()
    {
        var data = Details();
        (data["text"], data["channel"]) = (plan.Question.Text, null);
        data.Remove("channel");
        Over = true;
        tell(this, FactTypes.OfflineReceived, data);
    }

    public void State(string state) => tell(this, FactTypes.State, new JsonObject { ["state"] = state });

    public void Offer()
    {
        var data = Agent();
        data["queue"] = Queue;
        tell(this, FactTypes.AgentOffered, data);
        State("ringing");
    }

    public void Answer()
    {
        (Answered, EverAnswered) = (true, true);
        tell(this, FactTypes.AgentAnswered, Agent());
        State("talking");
    }

    /// <param name="outcome">answered · missed · transferred · abandoned.</param>
    public void Leave(string outcome)
    {
        var data = Agent();
        data["outcome"] = outcome;
        tell(this, FactTypes.AgentLeft, data);
    }

    public void PassOn(string queue)
    {
        var data = Agent();
        data["toQueue"] = Queue = queue;
        tell(this, FactTypes.Transferred, data);
        Leave("transferred");
        State("queued");
    }

    public void Note() => tell(this, FactTypes.Note, new JsonObject { ["key"] = "asked", ["text"] = $"Asked: {plan.Question.Text}", ["who"] = With!.Agent.Name });

    public void Say(SimulatedLine line) => Say(line.Speaker, line.Text);

    public void Say(string speaker, string text)
    {
        var line = new JsonObject { ["key"] = $"l{++lines:000}", ["speaker"] = speaker, ["text"] = text };
        if (speaker != "system")
        {
            line["who"] = speaker == "agent" ? With?.Agent.Name : plan.Person.Party.Name;
        }
        tell(this, FactTypes.Said, new JsonObject { ["lines"] = new JsonArray(line) });
    }

    public void End()
    {
        Over = true;
        tell(this, FactTypes.Ended, []);
    }

    public void WrapUp() => tell(this, FactTypes.WrappedUp, new JsonObject { ["disposition"] = plan.Question.About, ["subDisposition"] = plan.SubDisposition });

    private JsonObject Agent() => new()
    {
        ["agent"] = new JsonObject { ["id"] = With!.Agent.Id, ["name"] = With.Agent.Name, ["email"] = With.Agent.Email },
        ["interaction"] = $"{Offers}",
    };

    private JsonObject Details()
    {
        var party = plan.Person.Party;
        var data = new JsonObject
        {
            ["channel"] = plan.Channel.ToString().ToLowerInvariant(),
            ["queue"] = plan.Queue,
            ["customer"] = new JsonObject { ["name"] = party.Name, ["firstName"] = party.FirstName, ["lastName"] = party.LastName, ["email"] = party.Email, ["phone"] = party.Phone },
        };
        if (plan.Channel is Channel.Chat or Channel.Offline)
        {
            data["requestPage"] = plan.Page;
        }
        return data;
    }
}
