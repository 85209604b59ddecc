using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Road;

/// <summary>Plans the deliveries of one change of a case, and remarks on what it left out and why.</summary>
internal sealed class CasePlan(TenantSetup setup, CaseType type, RecordTypes recordTypes, IdSource ids, Origin origin, DateTimeOffset now)
{
    /// <summary>Lines for the case's history.</summary>
    public List<HistoryEntry> Remarks { get; } = [];

    public List<Delivery> Templates(Id<Event> cause, Case subject, IReadOnlyList<Firing> firings)
    {
        var deliveries = new List<Delivery>();
        foreach (var (rule, action) in firings)
        {
            if (action.TemplateId is not { } id || !setup.Templates.TryGetValue(id.Value, out var template) || !setup.Connections.TryGetValue(template.Connection.Value, out var connection))
            {
                Remark(rule, "its mapping template is no longer there");
            }
            else if (!template.Active)
            {
                Remark(rule, $"the mapping template “{template.Name}” is switched off");
            }
            else if (!connection.Enabled)
            {
                Remark(rule, $"the integration “{connection.Name}” is switched off");
            }
            else if (origin.Hops >= Planner.MostHops)
            {
                Remark(rule, "the change has already gone through several integrations: here the circle ends");
            }
            else if (origin.Connection != connection.Id.Value || template.Kind == TemplateKind.Create)
            {
                // A change that came from over there is not sent back there as an update.
                deliveries.Add(Planner.Plan(ids.Next<Delivery>(), cause, template, subject, type, recordTypes.Known(connection, template.RecordType), now, origin.Hops));
            }
        }
        return deliveries;
    }

    /// <summary>A file goes to each record that the case holds, and to each that a create template of its type's rules is about to make.</summary>
    public IEnumerable<Delivery> Files(Id<Event> cause, Case subject, Attachment attachment, string link)
    {
        var file = new DraftFile(attachment.Id.Value, attachment.Name, attachment.Description, attachment.ContentType, attachment.Size, link);
        foreach (var create in Creates().DistinctBy(t => t.Reference))
        {
            if (setup.Connections.TryGetValue(create.Connection.Value, out var connection) && connection.Enabled && recordTypes.CanAttach(connection))
            {
                yield return Planner.PlanFile(ids.Next<Delivery>(), cause, connection.Id, create.RecordType, create.Reference, subject, file, null, now);
            }
        }

        IEnumerable<Template> Creates()
        {
            var ruled = (setup.Rules.GetValueOrDefault(type.Name) ?? []).Where(r => r.Enabled).SelectMany(r => r.Actions).Select(a => a.TemplateId?.Value).ToHashSet(StringComparer.Ordinal);
            return setup.Templates.Values.Where(t => t.Kind == TemplateKind.Create && (subject.References.ContainsKey(t.Reference) || (t.Active && ruled.Contains(t.Id.Value))));
        }
    }

    private void Remark(Rule rule, string why) => Remarks.Add(new HistoryEntry("integration", $"The rule “{rule.Name}” asked for an integration, but {why}."));
}
