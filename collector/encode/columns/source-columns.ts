import type { Resource, Scope } from "@/lib/model/span.ts";
import type { Dictionary } from "../dictionary.ts";
import { addAttributes, addWord } from "../object-values.ts";
import { AttributeMaps } from "./attribute-maps.ts";
import type { RowColumn } from "./column.ts";
import { LowCardinalityColumn } from "./low-cardinality-column.ts";
import { namedColumn, type NamedColumn } from "./named-column.ts";
import { PlainColumn } from "./plain-column.ts";

const [TEXTS, TYPES, WORD] = ["Map(LowCardinality(String), String)", "Map(LowCardinality(String), LowCardinality(String))", "LowCardinality(String)"];

/** The columns `resource_*` and `scope_*`: one row is made for all neighbouring spans of one resource and scope, and then repeated. */
export class SourceColumns {
  private readonly words: Dictionary;
  private readonly resourceAttributes: AttributeMaps;
  private readonly scopeAttributes: AttributeMaps;
  private readonly resourceDropped = new PlainColumn();
  private readonly resourceUrl: LowCardinalityColumn;
  private readonly scopeName: LowCardinalityColumn;
  private readonly scopeVersion: LowCardinalityColumn;
  private readonly scopeDropped = new PlainColumn();
  private readonly scopeUrl: LowCardinalityColumn;
  private readonly all: readonly RowColumn[];
  private current: { resource: Resource; scope: Scope } | undefined;
  private spans = 0;
  /** A hash of the attributes of the resource now in use. */
  resourceHash = 0;

  constructor(words: Dictionary) {
    this.words = words;
    this.resourceAttributes = new AttributeMaps(words);
    this.scopeAttributes = new AttributeMaps(words);
    this.resourceUrl = new LowCardinalityColumn(words);
    this.scopeName = new LowCardinalityColumn(words);
    this.scopeVersion = new LowCardinalityColumn(words);
    this.scopeUrl = new LowCardinalityColumn(words);
    const { resourceAttributes, scopeAttributes, resourceDropped, resourceUrl, scopeName, scopeVersion, scopeDropped, scopeUrl } = this;
    this.all = [...resourceAttributes.all, ...scopeAttributes.all, resourceDropped, resourceUrl, scopeName, scopeVersion, scopeDropped, scopeUrl];
  }

  /** The rows added from now on have this resource and scope. */
  use(resource: Resource, scope: Scope): void {
    if (this.current?.resource === resource && this.current.scope === scope) return;
    this.settle();
    for (const column of this.all) column.mark();
    this.resourceAttributes.mark();
    this.current = { resource, scope };
    addAttributes(this.resourceAttributes, resource.attributes, this.words);
    this.resourceDropped.values.uint32(resource.droppedAttributesCount);
    addWord(this.resourceUrl, resource.schemaUrl, this.words);
    addWord(this.scopeName, scope.name, this.words);
    addWord(this.scopeVersion, scope.version, this.words);
    addAttributes(this.scopeAttributes, scope.attributes, this.words);
    this.scopeDropped.values.uint32(scope.droppedAttributesCount);
    addWord(this.scopeUrl, scope.schemaUrl, this.words);
    this.resourceHash = this.resourceAttributes.hash(0);
  }

  endRow(): void {
    this.spans += 1;
  }

  /** Writes the row that is in use once for each of its spans; without one it is taken back. */
  settle(): void {
    if (this.current === undefined) return;
    for (const column of this.all) {
      if (this.spans === 0) column.rollback();
      else column.repeat(this.spans - 1);
    }
    this.current = undefined;
    this.spans = 0;
  }

  named(): NamedColumn[] {
    return [
      namedColumn("resource_attributes", TEXTS, this.resourceAttributes.texts),
      namedColumn("resource_attribute_types", TYPES, this.resourceAttributes.types),
      namedColumn("resource_dropped_attributes_count", "UInt32", this.resourceDropped),
      namedColumn("resource_schema_url", WORD, this.resourceUrl),
      namedColumn("scope_name", WORD, this.scopeName),
      namedColumn("scope_version", WORD, this.scopeVersion),
      namedColumn("scope_attributes", TEXTS, this.scopeAttributes.texts),
      namedColumn("scope_attribute_types", TYPES, this.scopeAttributes.types),
      namedColumn("scope_dropped_attributes_count", "UInt32", this.scopeDropped),
      namedColumn("scope_schema_url", WORD, this.scopeUrl),
    ];
  }

  clear(): void {
    this.current = undefined;
    this.spans = 0;
    this.resourceAttributes.clear();
    this.scopeAttributes.clear();
    for (const column of this.all) column.clear();
  }
}
